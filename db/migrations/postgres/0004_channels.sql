CREATE TABLE "bindings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"tenant" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "time_zone" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "language" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bindings_channel" ON "bindings" USING btree ("platform","tenant","channel");--> statement-breakpoint
CREATE INDEX "bindings_account" ON "bindings" USING btree ("account_id");