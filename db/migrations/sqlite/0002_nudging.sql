CREATE TABLE `console_channels` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`folded_key` text NOT NULL,
	`created_by_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `console_channels_name` ON `console_channels` (`folded_key`);--> statement-breakpoint
CREATE TABLE `console_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL,
	`position` integer NOT NULL,
	`send_key` text NOT NULL,
	`spoken` text NOT NULL,
	`posted_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `console_messages_key` ON `console_messages` (`place`,`send_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `console_messages_place` ON `console_messages` (`place`,`position`);--> statement-breakpoint
CREATE INDEX `console_messages_updated` ON `console_messages` (`place`,`updated_at`);--> statement-breakpoint
CREATE TABLE `console_reads` (
	`member_id` text NOT NULL,
	`place` text NOT NULL,
	`position` integer NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`member_id`, `place`)
);
--> statement-breakpoint
CREATE TABLE `digests` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`channel` text NOT NULL,
	`every` text NOT NULL,
	`time` text NOT NULL,
	`time_zone` text NOT NULL,
	`language` text NOT NULL,
	`account_ids` text NOT NULL,
	`owner_ids` text NOT NULL,
	`kinds` text NOT NULL,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `digests_channel` ON `digests` (`platform`,`tenant`,`channel`);--> statement-breakpoint
CREATE TABLE `gift_approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`interaction_id` text NOT NULL,
	`over` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_on` text,
	`reason` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `gift_approvals_account` ON `gift_approvals` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `gift_approvals_interaction` ON `gift_approvals` (`interaction_id`);--> statement-breakpoint
CREATE TABLE `greetings` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`member_id` text NOT NULL,
	`occasion` text NOT NULL,
	`on` text NOT NULL,
	`way` text NOT NULL,
	`done_on` text,
	`interaction_id` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `greetings_account` ON `greetings` (`account_id`);--> statement-breakpoint
CREATE INDEX `greetings_contact` ON `greetings` (`contact_id`,`on`);--> statement-breakpoint
CREATE TABLE `holidays` (
	`id` text PRIMARY KEY NOT NULL,
	`calendar` text NOT NULL,
	`on` text NOT NULL,
	`is_off` integer NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holidays_day` ON `holidays` (`calendar`,`on`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`delivery_key` text NOT NULL,
	`conversation` text NOT NULL,
	`payload` text,
	`answer` text,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	`received_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_delivery` ON `inbox` (`platform`,`tenant`,`delivery_key`);--> statement-breakpoint
CREATE INDEX `inbox_state` ON `inbox` (`state`,`conversation`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_settled` ON `inbox` (`settled_at`);--> statement-breakpoint
CREATE TABLE `mutes` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`rule` text NOT NULL,
	`subject` text,
	`until` text,
	`why` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mutes_member` ON `mutes` (`member_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`kind` text NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`destination` text NOT NULL,
	`member_id` text,
	`payload` text,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`not_before` integer NOT NULL,
	`not_after` integer NOT NULL,
	`lease_until` integer,
	`tried_at` integer,
	`doubt_at` integer,
	`sent_as` text,
	`error` text,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe_key` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`not_before`);--> statement-breakpoint
CREATE INDEX `outbox_destination` ON `outbox` (`platform`,`tenant`,`destination`,`tried_at`);--> statement-breakpoint
CREATE INDEX `outbox_member` ON `outbox` (`member_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `preferences` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`is_on` integer NOT NULL,
	`time` text NOT NULL,
	`workdays` text NOT NULL,
	`calendar` text NOT NULL,
	`platform` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `said_nudges` (
	`member_id` text NOT NULL,
	`key` text NOT NULL,
	`rule` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text NOT NULL,
	`letter_key` text NOT NULL,
	`position` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`member_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `said_nudges_letter` ON `said_nudges` (`letter_key`);--> statement-breakpoint
CREATE INDEX `said_nudges_at` ON `said_nudges` (`at`);--> statement-breakpoint
ALTER TABLE `changes` ADD `cause_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `changes_cause` ON `changes` (`cause_id`);--> statement-breakpoint
ALTER TABLE `next_steps` ADD `broken_on` text;--> statement-breakpoint
CREATE INDEX `next_steps_by` ON `next_steps` (`by_id`,`due`);--> statement-breakpoint
CREATE INDEX `interactions_occasion` ON `interactions` (`account_id`,`at`) WHERE "interactions"."occasion" is not null;