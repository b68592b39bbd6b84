CREATE TABLE "accounts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"aliases" json NOT NULL,
	"kinds" json NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"backup_id" text COLLATE "C",
	"team_ids" json NOT NULL,
	"archived" boolean NOT NULL,
	"time_zone" text COLLATE "C",
	"cadence" json,
	"festival_sets" json,
	"recipient_class" text COLLATE "C",
	"recipient_rule" text COLLATE "C",
	"policy" json,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_rows" (
	"change_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"record_id" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C",
	"before" json,
	"after" json,
	CONSTRAINT "change_rows_change_id_position_pk" PRIMARY KEY("change_id","position")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"command" text COLLATE "C" NOT NULL,
	"input" json NOT NULL,
	"member_id" text COLLATE "C",
	"at" bigint NOT NULL,
	"undoes" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C",
	"email" text COLLATE "C",
	"phone" text COLLATE "C",
	"tastes" text COLLATE "C",
	"taboos" text COLLATE "C",
	"opt_out" json NOT NULL,
	"reports_to_id" text COLLATE "C",
	"successor_id" text COLLATE "C",
	"birthday" json,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"what" text COLLATE "C" NOT NULL,
	"from" text COLLATE "C" NOT NULL,
	"to" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"platform" text COLLATE "C" NOT NULL,
	"tenant" text COLLATE "C" NOT NULL,
	"external_id" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"contact_ids" json NOT NULL,
	"member_ids" json NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"day" text COLLATE "C",
	"note" text COLLATE "C" NOT NULL,
	"answered" boolean,
	"signals" json NOT NULL,
	"value" json,
	"occasion" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "levels" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"level" integer NOT NULL,
	"on" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"account_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "links_account_id_contact_id_member_id_pk" PRIMARY KEY("account_id","contact_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"folded_key" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C",
	"folded_email" text COLLATE "C",
	"mobile" text COLLATE "C",
	"name" text COLLATE "C" NOT NULL,
	"function" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"manager_id" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"leaves_on" text COLLATE "C",
	"time_zone" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "name_keys" (
	"kind" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"whole" boolean NOT NULL,
	"account_id" text COLLATE "C",
	CONSTRAINT "name_keys_kind_subject_id_key_pk" PRIMARY KEY("kind","subject_id","key")
);
--> statement-breakpoint
CREATE TABLE "next_steps" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"interaction_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"what" text COLLATE "C" NOT NULL,
	"due" text COLLATE "C",
	"by_id" text COLLATE "C",
	"done_on" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"on" text COLLATE "C" NOT NULL,
	"amount" double precision,
	"currency" text COLLATE "C",
	"product" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pins" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"from" text COLLATE "C" NOT NULL,
	"until" text COLLATE "C" NOT NULL,
	"author_id" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"on" text COLLATE "C" NOT NULL,
	"percent" double precision NOT NULL,
	"low" double precision,
	"high" double precision,
	"ceiling" double precision,
	"source" text COLLATE "C",
	"author_id" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"account_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "teams_account_id_member_id_pk" PRIMARY KEY("account_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"interaction_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C",
	"member_id" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"day" text COLLATE "C",
	"reach" integer NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "touches_interaction_id_position_pk" PRIMARY KEY("interaction_id","position")
);
--> statement-breakpoint
CREATE TABLE "traits" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"value" json,
	"on" text COLLATE "C",
	"author_id" text COLLATE "C",
	"source" text COLLATE "C",
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_owner_id_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_backup_id_members_id_fk" FOREIGN KEY ("backup_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_rows" ADD CONSTRAINT "change_rows_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_reports_to_id_contacts_id_fk" FOREIGN KEY ("reports_to_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_successor_id_contacts_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_manager_id_members_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "next_steps" ADD CONSTRAINT "next_steps_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "next_steps" ADD CONSTRAINT "next_steps_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "next_steps" ADD CONSTRAINT "next_steps_by_id_members_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_interaction_id_interactions_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traits" ADD CONSTRAINT "traits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traits" ADD CONSTRAINT "traits_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traits" ADD CONSTRAINT "traits_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_owner" ON "accounts" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "accounts_backup" ON "accounts" USING btree ("backup_id");--> statement-breakpoint
CREATE INDEX "change_rows_record" ON "change_rows" USING btree ("kind","record_id");--> statement-breakpoint
CREATE INDEX "change_rows_account" ON "change_rows" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "changes_member" ON "changes" USING btree ("member_id","id");--> statement-breakpoint
CREATE INDEX "changes_undoes" ON "changes" USING btree ("undoes");--> statement-breakpoint
CREATE INDEX "contacts_account" ON "contacts" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "contacts_reports_to" ON "contacts" USING btree ("reports_to_id");--> statement-breakpoint
CREATE INDEX "contacts_successor" ON "contacts" USING btree ("successor_id");--> statement-breakpoint
CREATE INDEX "facts_account" ON "facts" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_external" ON "identities" USING btree ("platform","tenant","external_id");--> statement-breakpoint
CREATE INDEX "identities_member" ON "identities" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "interactions_account" ON "interactions" USING btree ("account_id","at","recorded_at","id");--> statement-breakpoint
CREATE INDEX "levels_account" ON "levels" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "levels_contact" ON "levels" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_folded_key" ON "members" USING btree ("folded_key");--> statement-breakpoint
CREATE INDEX "members_folded_email" ON "members" USING btree ("folded_email");--> statement-breakpoint
CREATE INDEX "members_role" ON "members" USING btree ("role");--> statement-breakpoint
CREATE INDEX "name_keys_key" ON "name_keys" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "next_steps_account" ON "next_steps" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "next_steps_interaction" ON "next_steps" USING btree ("interaction_id");--> statement-breakpoint
CREATE INDEX "orders_account_on" ON "orders" USING btree ("account_id","on","id");--> statement-breakpoint
CREATE INDEX "pins_account" ON "pins" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_account_on" ON "shares" USING btree ("account_id","on");--> statement-breakpoint
CREATE INDEX "teams_member" ON "teams" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "touches_pair" ON "touches" USING btree ("contact_id","member_id","reach","at","recorded_at","interaction_id");--> statement-breakpoint
CREATE INDEX "touches_account" ON "touches" USING btree ("account_id","at","recorded_at","interaction_id");--> statement-breakpoint
CREATE INDEX "touches_member" ON "touches" USING btree ("member_id","account_id","at","recorded_at","interaction_id");--> statement-breakpoint
CREATE INDEX "traits_account" ON "traits" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "traits_contact" ON "traits" USING btree ("contact_id");