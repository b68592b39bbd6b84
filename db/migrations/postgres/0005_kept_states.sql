CREATE TABLE "kept_states" (
	"account_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"form" integer NOT NULL,
	"since" bigint NOT NULL,
	"state" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
DROP INDEX "next_steps_account";--> statement-breakpoint
CREATE INDEX "next_steps_account" ON "next_steps" USING btree ("account_id","due");