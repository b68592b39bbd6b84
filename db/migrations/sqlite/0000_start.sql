CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`kinds` text NOT NULL,
	`owner_id` text NOT NULL,
	`backup_id` text,
	`team_ids` text NOT NULL,
	`archived` integer NOT NULL,
	`time_zone` text,
	`cadence` text,
	`festival_sets` text,
	`recipient_class` text,
	`recipient_rule` text,
	`policy` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`backup_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `accounts_owner` ON `accounts` (`owner_id`);--> statement-breakpoint
CREATE INDEX `accounts_backup` ON `accounts` (`backup_id`);--> statement-breakpoint
CREATE TABLE `change_rows` (
	`change_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL,
	`account_id` text,
	`before` text,
	`after` text,
	PRIMARY KEY(`change_id`, `position`),
	FOREIGN KEY (`change_id`) REFERENCES `changes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `change_rows_record` ON `change_rows` (`kind`,`record_id`);--> statement-breakpoint
CREATE INDEX `change_rows_account` ON `change_rows` (`account_id`);--> statement-breakpoint
CREATE TABLE `changes` (
	`id` text PRIMARY KEY NOT NULL,
	`command` text NOT NULL,
	`input` text NOT NULL,
	`member_id` text,
	`at` integer NOT NULL,
	`undoes` text
);
--> statement-breakpoint
CREATE INDEX `changes_member` ON `changes` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `changes_undoes` ON `changes` (`undoes`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`email` text,
	`phone` text,
	`tastes` text,
	`taboos` text,
	`opt_out` text NOT NULL,
	`reports_to_id` text,
	`successor_id` text,
	`birthday` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reports_to_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_account` ON `contacts` (`account_id`);--> statement-breakpoint
CREATE INDEX `contacts_reports_to` ON `contacts` (`reports_to_id`);--> statement-breakpoint
CREATE INDEX `contacts_successor` ON `contacts` (`successor_id`);--> statement-breakpoint
CREATE TABLE `facts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `facts_account` ON `facts` (`account_id`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`external_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_external` ON `identities` (`platform`,`tenant`,`external_id`);--> statement-breakpoint
CREATE INDEX `identities_member` ON `identities` (`member_id`);--> statement-breakpoint
CREATE TABLE `interactions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_ids` text NOT NULL,
	`member_ids` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`day` text,
	`note` text NOT NULL,
	`answered` integer,
	`signals` text NOT NULL,
	`value` text,
	`occasion` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `interactions_account` ON `interactions` (`account_id`,`at`,`recorded_at`,`id`);--> statement-breakpoint
CREATE TABLE `levels` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`member_id` text NOT NULL,
	`level` integer NOT NULL,
	`on` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `levels_account` ON `levels` (`account_id`);--> statement-breakpoint
CREATE INDEX `levels_contact` ON `levels` (`contact_id`);--> statement-breakpoint
CREATE TABLE `links` (
	`account_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `contact_id`, `member_id`)
);
--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`folded_key` text NOT NULL,
	`email` text,
	`folded_email` text,
	`mobile` text,
	`name` text NOT NULL,
	`function` text NOT NULL,
	`role` text NOT NULL,
	`manager_id` text,
	`state` text NOT NULL,
	`leaves_on` text,
	`time_zone` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`manager_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_folded_key` ON `members` (`folded_key`);--> statement-breakpoint
CREATE INDEX `members_folded_email` ON `members` (`folded_email`);--> statement-breakpoint
CREATE INDEX `members_role` ON `members` (`role`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `name_keys` (
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`key` text NOT NULL,
	`whole` integer NOT NULL,
	`account_id` text,
	PRIMARY KEY(`kind`, `subject_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `name_keys_key` ON `name_keys` (`kind`,`key`);--> statement-breakpoint
CREATE TABLE `next_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`interaction_id` text NOT NULL,
	`position` integer NOT NULL,
	`what` text NOT NULL,
	`due` text,
	`by_id` text,
	`done_on` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`interaction_id`) REFERENCES `interactions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `next_steps_account` ON `next_steps` (`account_id`);--> statement-breakpoint
CREATE INDEX `next_steps_interaction` ON `next_steps` (`interaction_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`on` text NOT NULL,
	`amount` real,
	`currency` text,
	`product` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `orders_account_on` ON `orders` (`account_id`,`on`,`id`);--> statement-breakpoint
CREATE TABLE `pins` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`target` text NOT NULL,
	`value` text NOT NULL,
	`reason` text NOT NULL,
	`from` text NOT NULL,
	`until` text NOT NULL,
	`author_id` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pins_account` ON `pins` (`account_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `shares` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`on` text NOT NULL,
	`percent` real NOT NULL,
	`low` real,
	`high` real,
	`ceiling` real,
	`source` text,
	`author_id` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_account_on` ON `shares` (`account_id`,`on`);--> statement-breakpoint
CREATE TABLE `teams` (
	`account_id` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `member_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `teams_member` ON `teams` (`member_id`);--> statement-breakpoint
CREATE TABLE `touches` (
	`interaction_id` text NOT NULL,
	`position` integer NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text,
	`member_id` text,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`day` text,
	`reach` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`interaction_id`, `position`),
	FOREIGN KEY (`interaction_id`) REFERENCES `interactions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `touches_pair` ON `touches` (`contact_id`,`member_id`,`reach`,`at`,`recorded_at`,`interaction_id`);--> statement-breakpoint
CREATE INDEX `touches_account` ON `touches` (`account_id`,`at`,`recorded_at`,`interaction_id`);--> statement-breakpoint
CREATE INDEX `touches_member` ON `touches` (`member_id`,`account_id`,`at`,`recorded_at`,`interaction_id`);--> statement-breakpoint
CREATE TABLE `traits` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text,
	`on` text,
	`author_id` text,
	`source` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `traits_account` ON `traits` (`account_id`);--> statement-breakpoint
CREATE INDEX `traits_contact` ON `traits` (`contact_id`);