DROP INDEX "inbox_state";--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "inbox_unfinished" ON "inbox" USING btree ("state","platform","tenant","conversation","id");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("state","platform","tenant","destination","not_before");