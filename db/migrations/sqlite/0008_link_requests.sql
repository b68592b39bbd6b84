CREATE TABLE `link_requests` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`tenant` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_requests_account` ON `link_requests` (`platform`,`tenant`,`external_id`);