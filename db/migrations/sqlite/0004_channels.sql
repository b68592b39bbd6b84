CREATE TABLE `bindings` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`channel` text NOT NULL,
	`account_id` text NOT NULL,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bindings_channel` ON `bindings` (`platform`,`tenant`,`channel`);--> statement-breakpoint
CREATE INDEX `bindings_account` ON `bindings` (`account_id`);--> statement-breakpoint
ALTER TABLE `identities` ADD `time_zone` text;--> statement-breakpoint
ALTER TABLE `identities` ADD `language` text;