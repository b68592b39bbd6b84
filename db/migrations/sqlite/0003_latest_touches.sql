DROP INDEX `touches_pair`;--> statement-breakpoint
CREATE INDEX `touches_pair` ON `touches` (`contact_id`,`member_id`,`reach`,`at`,`recorded_at`,`interaction_id`,`account_id`,`kind`,`day`);