-- 家族の医療費の表示: what adults chose about their own expenses; and what a clean-up needs to find old rows without reading all.

CREATE TABLE household_choices (                      -- no row: not chosen yet, so the principal sees them
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  hides_expenses BOOLEAN NOT NULL,                    -- from the principal of the household
  chosen_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, member_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

ALTER TABLE sessions ADD KEY by_age (society_id, expires_at);
ALTER TABLE mail_links ADD KEY by_age (society_id, expires_at);
ALTER TABLE steps ADD KEY by_age (society_id, expires_at);
ALTER TABLE devices ADD KEY by_age (society_id, seen_at);
ALTER TABLE mail_queue ADD KEY by_age (society_id, finished_at);
