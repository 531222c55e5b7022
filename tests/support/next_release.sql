-- Generation 2, expands: made up, for tests of a next release beside this one. Whatever the newest generation is, this one
-- comes after it (sql/embed_migrations.cmake).
CREATE TABLE next_release_pictures (
  society_id BIGINT NOT NULL,
  topic_id BIGINT NOT NULL,
  alternative VARCHAR(200) NOT NULL,
  PRIMARY KEY (society_id, topic_id),
  FOREIGN KEY (society_id, topic_id) REFERENCES topics (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
GRANT SELECT ON {schema}.next_release_pictures TO {web};

ALTER TABLE accounts ADD COLUMN next_release_font VARCHAR(10) NOT NULL DEFAULT 'small' CHECK (next_release_font IN ('small', 'large'));
ALTER TABLE mail_queue
  ADD COLUMN next_release_mark INT NULL,
  ADD KEY next_release_by_mark (society_id, next_release_mark);
ALTER TABLE audit_log ADD COLUMN next_release_place VARCHAR(20) NULL AFTER event;
