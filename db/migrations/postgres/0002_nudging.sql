CREATE TABLE "console_channels" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"folded_key" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"send_key" text COLLATE "C" NOT NULL,
	"spoken" json NOT NULL,
	"posted_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_reads" (
	"member_id" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"read_at" bigint NOT NULL,
	CONSTRAINT "console_reads_member_id_place_pk" PRIMARY KEY("member_id","place")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"tenant" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"every" text COLLATE "C" NOT NULL,
	"time" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"account_ids" json NOT NULL,
	"owner_ids" json NOT NULL,
	"kinds" json NOT NULL,
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gift_approvals" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"interaction_id" text COLLATE "C" NOT NULL,
	"over" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"decided_by_id" text COLLATE "C",
	"decided_on" text COLLATE "C",
	"reason" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "greetings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"occasion" text COLLATE "C" NOT NULL,
	"on" text COLLATE "C" NOT NULL,
	"way" text COLLATE "C" NOT NULL,
	"done_on" text COLLATE "C",
	"interaction_id" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"calendar" text COLLATE "C" NOT NULL,
	"on" text COLLATE "C" NOT NULL,
	"is_off" boolean NOT NULL,
	"name" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"tenant" text COLLATE "C" NOT NULL,
	"delivery_key" text COLLATE "C" NOT NULL,
	"conversation" text COLLATE "C" NOT NULL,
	"payload" json,
	"answer" json,
	"state" text COLLATE "C" NOT NULL,
	"attempt" integer NOT NULL,
	"lease_until" bigint,
	"error" text COLLATE "C",
	"received_at" bigint NOT NULL,
	"settled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C",
	"until" text COLLATE "C",
	"why" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"tenant" text COLLATE "C" NOT NULL,
	"destination" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C",
	"payload" json,
	"state" text COLLATE "C" NOT NULL,
	"attempt" integer NOT NULL,
	"not_before" bigint NOT NULL,
	"not_after" bigint NOT NULL,
	"lease_until" bigint,
	"tried_at" bigint,
	"doubt_at" bigint,
	"sent_as" text COLLATE "C",
	"error" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"settled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"is_on" boolean NOT NULL,
	"time" text COLLATE "C" NOT NULL,
	"workdays" json NOT NULL,
	"calendar" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "said_nudges" (
	"member_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"letter_key" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "said_nudges_member_id_key_pk" PRIMARY KEY("member_id","key")
);
--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "cause_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "next_steps" ADD COLUMN "broken_on" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_approvals" ADD CONSTRAINT "gift_approvals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_approvals" ADD CONSTRAINT "gift_approvals_decided_by_id_members_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "console_channels_name" ON "console_channels" USING btree ("folded_key");--> statement-breakpoint
CREATE UNIQUE INDEX "console_messages_key" ON "console_messages" USING btree ("place","send_key");--> statement-breakpoint
CREATE UNIQUE INDEX "console_messages_place" ON "console_messages" USING btree ("place","position");--> statement-breakpoint
CREATE INDEX "console_messages_updated" ON "console_messages" USING btree ("place","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "digests_channel" ON "digests" USING btree ("platform","tenant","channel");--> statement-breakpoint
CREATE INDEX "gift_approvals_account" ON "gift_approvals" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gift_approvals_interaction" ON "gift_approvals" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "greetings_account" ON "greetings" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "greetings_contact" ON "greetings" USING btree ("contact_id","on");--> statement-breakpoint
CREATE UNIQUE INDEX "holidays_day" ON "holidays" USING btree ("calendar","on");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_delivery" ON "inbox" USING btree ("platform","tenant","delivery_key");--> statement-breakpoint
CREATE INDEX "inbox_state" ON "inbox" USING btree ("state","conversation","id");--> statement-breakpoint
CREATE INDEX "inbox_settled" ON "inbox" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "mutes_member" ON "mutes" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe_key" ON "outbox" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","not_before");--> statement-breakpoint
CREATE INDEX "outbox_destination" ON "outbox" USING btree ("platform","tenant","destination","tried_at");--> statement-breakpoint
CREATE INDEX "outbox_member" ON "outbox" USING btree ("member_id","created_at");--> statement-breakpoint
CREATE INDEX "said_nudges_letter" ON "said_nudges" USING btree ("letter_key");--> statement-breakpoint
CREATE INDEX "said_nudges_at" ON "said_nudges" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "changes_cause" ON "changes" USING btree ("cause_id");--> statement-breakpoint
CREATE INDEX "interactions_occasion" ON "interactions" USING btree ("account_id","at") WHERE "interactions"."occasion" is not null;--> statement-breakpoint
CREATE INDEX "next_steps_by" ON "next_steps" USING btree ("by_id","due");