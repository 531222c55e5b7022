-- Of each society, which state its own rows are in: what a worker keeps of them holds as long as the number is the same
-- (docs/decisions/0039). Each change gives a number that no server ever gave: after a failover or a restored backup, too,
-- one number is one state. A table of its own: every row of the society's points to `societies`, and would wait for it.
CREATE TABLE society_revisions (
  society_id BIGINT NOT NULL PRIMARY KEY,
  revision BIGINT UNSIGNED NOT NULL,
  FOREIGN KEY (society_id) REFERENCES societies (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TRIGGER societies_revised_by_insert AFTER INSERT ON societies FOR EACH ROW
  INSERT INTO society_revisions (society_id, revision) VALUES (NEW.id, UUID_SHORT());
CREATE TRIGGER societies_revised_by_update AFTER UPDATE ON societies FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.id;
INSERT IGNORE INTO society_revisions (society_id, revision) SELECT id, UUID_SHORT() FROM societies;
CREATE TRIGGER front_items_revised_by_insert AFTER INSERT ON front_items FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER front_items_revised_by_update AFTER UPDATE ON front_items FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER front_items_revised_by_delete AFTER DELETE ON front_items FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER expense_months_revised_by_insert AFTER INSERT ON expense_months FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER expense_months_revised_by_update AFTER UPDATE ON expense_months FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER expense_months_revised_by_delete AFTER DELETE ON expense_months FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER notices_revised_by_insert AFTER INSERT ON notices FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER notices_revised_by_update AFTER UPDATE ON notices FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER notices_revised_by_delete AFTER DELETE ON notices FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER topics_revised_by_insert AFTER INSERT ON topics FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER topics_revised_by_update AFTER UPDATE ON topics FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER topics_revised_by_delete AFTER DELETE ON topics FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER limit_schedules_revised_by_insert AFTER INSERT ON limit_schedules FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER limit_schedules_revised_by_update AFTER UPDATE ON limit_schedules FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER limit_schedules_revised_by_delete AFTER DELETE ON limit_schedules FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER limit_bands_revised_by_insert AFTER INSERT ON limit_bands FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER limit_bands_revised_by_update AFTER UPDATE ON limit_bands FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER limit_bands_revised_by_delete AFTER DELETE ON limit_bands FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;
CREATE TRIGGER screening_programmes_revised_by_insert AFTER INSERT ON screening_programmes FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id;
CREATE TRIGGER screening_programmes_revised_by_delete AFTER DELETE ON screening_programmes FOR EACH ROW
  UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = OLD.society_id;

-- Members who apply take places: nobody keeps how many there are, and they must not wait for whoever changes the society.
CREATE TRIGGER screening_programmes_revised_by_update AFTER UPDATE ON screening_programmes FOR EACH ROW
  IF NEW.taken = OLD.taken OR NEW.version <> OLD.version OR NOT NEW.withdrawn_at <=> OLD.withdrawn_at THEN UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id; END IF;

-- When the lines of months that have come were brought. A row without months says nothing yet.
CREATE TRIGGER imports_revised_by_update AFTER UPDATE ON imports FOR EACH ROW
  IF NOT NEW.applied_at <=> OLD.applied_at THEN UPDATE society_revisions SET revision = UUID_SHORT() WHERE society_id = NEW.society_id; END IF;
