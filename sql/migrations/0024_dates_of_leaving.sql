-- 9999-12-31 and its like as 資格喪失日 meant that there is none. As a date it locked people out, for what comes some months
-- later is no date any more: from here on no such date can be stored.
UPDATE members SET left_on = NULL WHERE left_on > '2899-12-31';
UPDATE members_replaced SET left_on = NULL WHERE left_on > '2899-12-31';
ALTER TABLE members ADD CONSTRAINT left_on_bounded CHECK (left_on <= '2899-12-31');
ALTER TABLE members_replaced ADD CONSTRAINT left_on_bounded CHECK (left_on <= '2899-12-31');
