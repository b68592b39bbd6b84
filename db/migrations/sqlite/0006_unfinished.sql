DROP INDEX `inbox_state`;--> statement-breakpoint
CREATE INDEX `inbox_unfinished` ON `inbox` (`state`,`platform`,`tenant`,`conversation`,`id`);--> statement-breakpoint
DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`state`,`platform`,`tenant`,`destination`,`not_before`);