CREATE TABLE `kept_states` (
	`account_id` text PRIMARY KEY NOT NULL,
	`form` integer NOT NULL,
	`since` integer NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `next_steps_account`;--> statement-breakpoint
CREATE INDEX `next_steps_account` ON `next_steps` (`account_id`,`due`);