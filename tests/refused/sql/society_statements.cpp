// A society's statements: what each may not say, and what it may.
#include "sql/statement.hpp"

namespace {

template <class... P>
void ask(portal::db::SocietyStatement<P...>, const P&...) {}

using portal::db::joined;
using portal::db::Piece;

constexpr Piece of_household(
    R"((SELECT m.society_id, m.id FROM members m WHERE m.society_id = :society AND m.id = ?))");
constexpr Piece of_anyone("(SELECT m.society_id, m.id FROM members m WHERE m.id = ?)");

// :society is there, and binds nothing.
void named_but_not_used() {
  // Refused: a_table_is_not_bound_to_the_society
  ask("SELECT id, name FROM members WHERE :society > 0");
  ask("SELECT id, :society AS society FROM members");
  ask("SELECT id FROM members ORDER BY society_id = :society");
  ask("SELECT id FROM members GROUP BY id HAVING MAX(society_id) = :society");
  ask("SELECT id FROM members HAVING society_id = :society");
  ask("SELECT id, society_id = :society AND society_id = :society FROM members");
  ask("SELECT id, society_id = :society AND society_id = :society FROM members WHERE id = ?", 1);
  ask("SELECT id FROM members WHERE id = ?", 1);
  ask("UPDATE members SET name = :society WHERE id = ?", 1);
  ask("DELETE FROM members WHERE id = ? LIMIT ?", 1, 2);

  // Refused: statement_does_not_name_its_society
  ask("SELECT 1");

  // Refused: the_statement_is_beyond_what_is_understood
  ask("SELECT id FROM members WHERE society_id = ':society'");
  ask("SELECT id FROM members WHERE society_id = :societys");
  ask("SELECT id FROM members WHERE society_id = : society");
}

// The condition is there, and doesn't hold for every row.
void loosened() {
  // Refused: a_table_is_not_bound_to_the_society
  ask("SELECT id FROM members WHERE id = ? OR society_id = :society", 1);
  ask("SELECT id FROM members WHERE society_id = :society OR id = ?", 1);
  ask("SELECT id FROM members WHERE society_id = :society AND id = ? OR ? > 0", 1, 2);
  ask("SELECT id FROM members WHERE (society_id = :society OR id = ?)", 1);
  ask("SELECT m.id FROM members m WHERE m.society_id = :society "
      "OR EXISTS (SELECT a.id FROM accounts a WHERE a.society_id = :society AND a.member_id = m.id)");
  ask("SELECT id FROM members WHERE NOT society_id = :society");
  ask("SELECT id FROM members WHERE NOT (society_id = :society)");
  ask("SELECT id FROM members WHERE society_id <> :society");
  ask("SELECT id FROM members WHERE society_id >= :society");
  ask("SELECT id FROM members WHERE society_id <=> :society");
  ask("SELECT id FROM members WHERE society_id LIKE :society");
  ask("SELECT id FROM members WHERE society_id IN (:society)");
  ask("SELECT id FROM members WHERE society_id IN (:society, ?)", 1);
  ask("SELECT id FROM members WHERE society_id NOT IN (:society)");
  ask("SELECT id FROM members WHERE society_id BETWEEN :society AND ?", 1);
  ask("SELECT id FROM members WHERE id BETWEEN ? AND society_id = :society", 1);
  ask("SELECT m.id FROM members m WHERE m.id BETWEEN ? AND m.society_id = :society", 1);
  ask("SELECT id FROM members WHERE id BETWEEN ? AND ? BETWEEN ? AND society_id = :society", 1, 2, 3);
  ask("SELECT id FROM members WHERE society_id = :society = 0");
  ask("SELECT id FROM members WHERE 0 = society_id = :society");
  ask("SELECT id FROM members WHERE society_id = :society IS FALSE");
  ask("SELECT id FROM members WHERE society_id = :society IS NULL");
  ask("SELECT id FROM members WHERE society_id = :society IN (0)");
  ask("SELECT id FROM members WHERE society_id = :society + 0");
  ask("SELECT id FROM members WHERE society_id = - :society");
  ask("SELECT id FROM members WHERE society_id = :society * 0 = 0");
  ask("SELECT id FROM members WHERE society_id - 1 = :society");
  ask("SELECT id FROM members WHERE IF(society_id = :society, 1, 1)");
  ask("SELECT id FROM members WHERE COALESCE(society_id = :society, TRUE)");
  ask("SELECT id FROM members WHERE CASE WHEN society_id = :society THEN 1 ELSE 1 END");
  ask("SELECT id FROM members WHERE CASE WHEN id = ? AND society_id = :society AND id = ? THEN 1 ELSE 1 END", 1, 2);
  ask("SELECT id FROM members WHERE society_id = society_id AND :society > 0");
  ask("SELECT id FROM members WHERE society_id = ? AND :society > 0", 1);
  ask("SELECT id FROM members WHERE id = :society");
  ask("SELECT id FROM members WHERE society_id = :society LIMIT ? UNION SELECT id FROM accounts", 1);

  // Refused: the_statement_is_beyond_what_is_understood
  ask("SELECT id FROM members WHERE society_id = :society XOR id = ?", 1);
  ask("SELECT id FROM members WHERE society_id = :society || id = ?", 1);
  ask("SELECT id FROM members WHERE society_id = :society && id = ?", 1);
  ask("SELECT id FROM members WHERE ! society_id = :society");
  ask("SELECT id FROM members WHERE society_id != :society");
  ask("SELECT id FROM members WHERE id between ? AND society_id = :society", 1);
}

// Only some of the tables are bound.
void some_tables_only() {
  // Refused: a_table_is_not_bound_to_the_society
  ask("SELECT m.id FROM members m, accounts a WHERE m.society_id = :society");
  ask("SELECT a.id FROM accounts a JOIN members m ON m.id = a.member_id WHERE a.society_id = :society");
  ask("SELECT m.id FROM members m CROSS JOIN accounts a WHERE m.society_id = :society");
  ask("SELECT m.id FROM accounts a STRAIGHT_JOIN members m WHERE a.society_id = :society");
  ask("SELECT m.id FROM accounts a JOIN members m ON m.id = a.member_id WHERE a.society_id = :society");
  ask("SELECT m.id FROM members m JOIN accounts a ON a.member_id = m.id WHERE society_id = :society");
  ask("SELECT m.id FROM members m JOIN accounts a ON a.society_id = m.society_id WHERE society_id = :society");
  ask("SELECT a.id FROM accounts a WHERE a.id = ? OR EXISTS "
      "(SELECT m.id FROM members m WHERE m.society_id = :society AND a.society_id = :society)",
      1);
  ask("SELECT id FROM accounts WHERE society_id = :society AND member_id IN (SELECT id FROM members WHERE id = ?)", 1);
  ask("SELECT a.id, (SELECT m.name FROM members m WHERE m.id = a.member_id) AS name FROM accounts a "
      "WHERE a.society_id = :society");
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society "
      "AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = a.member_id)");
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society "
      "ORDER BY (SELECT m.name FROM members m WHERE m.id = a.member_id)");
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society GROUP BY a.id "
      "HAVING EXISTS (SELECT 1 FROM members m)");
  ask("SELECT COUNT(m.id) OVER (ORDER BY (SELECT MAX(a.id) FROM accounts a)) AS n FROM members m "
      "WHERE m.society_id = :society");
  ask("SELECT CASE (SELECT MAX(id) FROM accounts) WHEN 1 THEN 2 END AS n FROM members "
      "WHERE society_id = :society");
  ask("SELECT id FROM members WHERE society_id = :society UNION SELECT id FROM accounts");
  ask("SELECT id FROM accounts UNION ALL SELECT id FROM members WHERE society_id = :society");
  ask("SELECT id FROM members UNION SELECT id FROM accounts WHERE society_id = :society ORDER BY id LIMIT 5");
  ask("SELECT x.id FROM (SELECT id FROM members) AS x WHERE :society > 0");
  ask("SELECT x.id FROM (SELECT id, society_id FROM members) AS x WHERE x.society_id = :society");
  ask(joined<"SELECT seen.id FROM ", of_anyone, " AS seen WHERE :society > 0">, 1);
  ask("SELECT id FROM mail_queue WHERE recipient = ? AND :society > 0", 1);
  ask("SELECT name FROM societies WHERE :society > 0");
  ask("SELECT name FROM societies WHERE slug = ? AND :society > 0", 1);
  ask("SELECT m.id FROM societies s JOIN members m ON m.society_id = s.id WHERE s.slug = ? AND :society > 0", 1);
  ask("SELECT d.id FROM JSON_TABLE((SELECT name FROM members), '$[*]' COLUMNS (id INT PATH '$')) d "
      "WHERE :society > 0");
}

// A LEFT JOIN's ON keeps every row of what stands before it.
void outer_joins() {
  // Refused: a_table_is_not_bound_to_the_society
  ask("SELECT a.id FROM accounts a LEFT JOIN members m ON m.society_id = :society AND a.society_id = :society");
  ask("SELECT a.id FROM accounts a LEFT JOIN members m ON m.society_id = a.society_id AND m.society_id = :society");
  ask("SELECT m.id FROM accounts a LEFT JOIN members m ON m.id = a.member_id WHERE a.society_id = :society");

  // Refused: the_statement_is_beyond_what_is_understood
  ask("SELECT a.id FROM accounts a LEFT JOIN societies s JOIN members m ON m.society_id = s.id "
      "ON a.society_id = :society WHERE s.id = :society");
  ask("SELECT a.id FROM accounts a JOIN members m LEFT JOIN postcards p ON p.society_id = a.society_id "
      "ON a.society_id = :society WHERE m.society_id = :society");
  ask("SELECT m.id FROM members m RIGHT JOIN accounts a ON m.society_id = :society WHERE a.society_id = :society");
  ask("SELECT m.id FROM members m left JOIN accounts a ON m.society_id = :society");
  ask("SELECT m.id FROM (members m JOIN accounts a) WHERE m.society_id = :society");
  ask("SELECT m.id FROM members m NATURAL JOIN accounts a WHERE m.society_id = :society");
  ask("SELECT m.id FROM members m JOIN accounts a USING (society_id) WHERE m.society_id = :society");
}

// A table is bound to what is not the society's number.
void bound_to_something_else() {
  // Refused: a_table_is_not_bound_to_the_society
  ask("SELECT m.id FROM JSON_TABLE(?, '$[*]' COLUMNS (society_id BIGINT PATH '$[0]')) j JOIN members m "
      "ON m.society_id = j.society_id WHERE :society > 0",
      1);
  ask("SELECT m.id FROM (SELECT ? AS society_id) x JOIN members m ON m.society_id = x.society_id WHERE :society > 0",
      1);
  ask("SELECT m.id FROM (SELECT :society + 1 AS society_id) x JOIN members m ON m.society_id = x.society_id");
  ask("SELECT m.id FROM (SELECT :society AS society_id UNION SELECT ?) x JOIN members m ON m.society_id = x.society_id",
      1);
  ask("SELECT m.id FROM (SELECT id AS society_id FROM members WHERE society_id = :society) x JOIN members m "
      "ON m.society_id = x.society_id");
  ask("SELECT m.id FROM (SELECT society_id AS other, id AS society_id FROM accounts WHERE society_id = :society) x "
      "JOIN members m ON m.society_id = x.society_id");
  ask("SELECT m.id FROM (SELECT id, society_id FROM accounts WHERE society_id = :society) x "
      "JOIN members m ON m.society_id = x.society_id");
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society AND EXISTS (SELECT 1 FROM "
      "JSON_TABLE(?, '$[*]' COLUMNS (society_id BIGINT PATH '$[0]')) a JOIN members m ON m.society_id = a.society_id)",
      1);
  ask("SELECT s.slug FROM societies s WHERE s.id = :society AND EXISTS (SELECT 1 FROM members WHERE society_id = id)");
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society AND a.id IN "
      "(SELECT m.id FROM members m WHERE a.society_id = :society)");
  ask("SELECT a.id FROM accounts a JOIN (SELECT m.id FROM members m WHERE m.society_id = a.society_id) x ON x.id = "
      "a.id "
      "WHERE a.society_id = :society");
  ask("SELECT m.id FROM members m JOIN accounts a ON m.society_id = a.society_id WHERE :society > 0");

  // Refused: the_statement_is_beyond_what_is_understood
  ask("SELECT m.id FROM members m JOIN members m ON m.society_id = :society");
}

void inserted_rows() {
  // Refused: an_inserted_row_does_not_begin_with_its_society
  ask("INSERT INTO devices (account_id, society_id) VALUES (?, :society)", 1);
  ask("INSERT INTO devices (society_id, account_id) VALUES (?, :society)", 1);
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society + 1, ?)", 1);
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society, ?), (?, ?)", 1, 2, 3);
  ask("INSERT INTO devices (society_id, account_id) SELECT ?, a.id FROM accounts a WHERE a.society_id = :society", 1);
  ask("INSERT INTO devices (society_id, account_id) SELECT a.id, a.id FROM accounts a WHERE a.society_id = :society");
  ask("INSERT INTO devices (society_id, account_id) SELECT j.society_id, j.id FROM "
      "JSON_TABLE(?, '$[*]' COLUMNS (society_id BIGINT PATH '$[0]', id BIGINT PATH '$[1]')) j WHERE :society > 0",
      1);
  ask("INSERT INTO devices (society_id, account_id) SELECT :society, a.id FROM accounts a WHERE a.society_id = "
      ":society "
      "UNION SELECT ?, ?",
      1, 2);
  ask("REPLACE INTO devices (society_id, account_id) VALUES (?, :society)", 1);
  ask("INSERT INTO societies (slug, name) VALUES (?, :society)", 1);

  // Refused: a_table_is_not_bound_to_the_society
  ask("INSERT INTO devices (society_id, account_id) SELECT :society, a.id FROM accounts a");
  ask("INSERT INTO devices (society_id, account_id) SELECT a.society_id, a.id FROM accounts a WHERE :society > 0");
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society, (SELECT MAX(id) FROM accounts))");
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society, ?) "
      "ON DUPLICATE KEY UPDATE seen_at = (SELECT MAX(seen_at) FROM devices)",
      1);

  // Refused: the_statement_is_beyond_what_is_understood
  ask("INSERT INTO devices SET society_id = :society, account_id = ?", 1);
  ask("INSERT INTO devices VALUES (:society, ?)", 1);
  ask("INSERT devices (society_id) VALUES (:society)");
  ask("INSERT members (name) VALUES (:society)");

  // Refused: a_row_of_another_society_could_be_overwritten
  ask("REPLACE INTO mail_queue (society_id, message_id) VALUES (:society, ?)", 1);
  ask("INSERT INTO mail_queue (society_id, message_id) VALUES (:society, ?) ON DUPLICATE KEY UPDATE due_at = NULL", 1);

  // Refused: a_row_would_change_its_society
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society, ?) ON DUPLICATE KEY UPDATE society_id = ?", 1, 2);
}

void changed_rows() {
  // Refused: a_row_would_change_its_society
  ask("UPDATE members SET society_id = :society WHERE id = ?", 1);
  ask("UPDATE members SET society_id = ? WHERE society_id = :society", 1);
  ask("UPDATE members m SET m.name = ?, m.society_id = ? WHERE m.society_id = :society", 1, 2);
  ask("UPDATE societies s SET s.id = ? WHERE s.id = :society", 1);

  // Refused: a_table_is_not_bound_to_the_society
  ask("UPDATE members m JOIN accounts a ON a.member_id = m.id SET m.name = ? WHERE a.society_id = :society", 1);
  ask("UPDATE members m, accounts a SET m.name = ? WHERE a.society_id = :society", 1);
  ask("UPDATE members SET name = (SELECT MAX(login_id) FROM accounts) WHERE society_id = :society");
  ask("UPDATE members SET is_protected = society_id = :society");
  ask("DELETE m FROM members m JOIN accounts a ON a.member_id = m.id WHERE a.society_id = :society");
  ask("DELETE FROM members WHERE (society_id = :society OR id = ?)", 1);
  ask("DELETE FROM members ORDER BY society_id = :society LIMIT 5");

  // Refused: the_statement_is_beyond_what_is_understood
  ask("DELETE FROM m USING members m JOIN accounts a WHERE a.society_id = :society");
  ask("DELETE m, a FROM members m JOIN accounts a WHERE a.society_id = :society");
}

// Other ways to write it, which the reader doesn't know.
void not_understood() {
  // Refused: the_statement_is_beyond_what_is_understood
  ask("select id from members where :society > 0");
  ask("SELECT id FROM members where society_id = :society");
  ask("SELECT id FROM members WHERE society_id = :society or id = ?", 1);
  ask("SELECT m.id FROM accounts a Join members m WHERE a.society_id = :society");
  ask("SELECT id FROM members /* society_id = :society */ WHERE id = ?", 1);
  ask("SELECT id FROM members WHERE society_id = :society -- AND id = ?");
  ask("SELECT id FROM members WHERE society_id = :society # AND");
  ask("SELECT id FROM members /*! , accounts */ WHERE society_id = :society");
  ask("SELECT id FROM `members` WHERE society_id = :society");
  ask("SELECT id FROM members WHERE \"society_id\" = :society");
  ask(R"(SELECT id FROM members WHERE society_id = :society AND name = '\' OR 1 = 1 OR name = ')");
  ask("SELECT id FROM members WHERE society_id = :society; DELETE FROM members");
  ask("SELECT id FROM MEMBERS WHERE society_id = :society");
  ask("SELECT id FROM portal.members WHERE society_id = :society");
  ask("SELECT id FROM mysql.user WHERE :society > 0");
  ask("SELECT table_name FROM information_schema.processlist WHERE :society > 0");
  ask("WITH all_of_them AS (SELECT id FROM members) SELECT id FROM all_of_them WHERE :society > 0");
  ask("(SELECT id FROM members WHERE society_id = :society) UNION (SELECT id FROM accounts)");
  ask("SELECT id FROM members WHERE society_id = :society EXCEPT SELECT id FROM accounts");
  ask("SELECT id FROM members WHERE society_id = :society INTERSECT SELECT id FROM accounts");
  ask("SELECT id FROM members WHERE society_id = :society PROCEDURE ANALYSE()");
  ask("SELECT id FROM members WHERE society_id = :society INTO OUTFILE 'x'");
  ask("SELECT id INTO OUTFILE 'x' FROM members WHERE society_id = :society");
  ask("SELECT @found AS id FROM members WHERE society_id = :society");
  ask("SELECT id FROM members WHERE society_id = :society AND @@read_only");
  ask("SELECT name_of(:society) AS name");
  ask("SELECT id FROM members FOR SYSTEM_TIME ALL WHERE society_id = :society");
  ask("SELECT id FROM members PARTITION (p0) WHERE society_id = :society");
  ask("CALL take_out(:society)");
  ask("TRUNCATE members");
  ask("LOAD DATA INFILE 'x' INTO TABLE members SET society_id = :society");
  ask("SELECT id FROM members WHERE society_id = :society AND name = 'a");
  ask("SELECT id FROM members WHERE society_id = :society AND name = '?'");
  ask("SELECT id FROM members WHERE (society_id = :society");

  // Refused: a_keyword_or_function_is_not_known
  ask("SELECT id FROM members WHERE SOCIETY_ID = :society");
  ask("SELECT id FROM members WHERE society_id = ANY (SELECT :society)");
  ask("SELECT LOAD_FILE('x') AS x FROM members WHERE society_id = :society");
}

// What every statement keeps to.
void every_statement() {
  // Refused: placeholders_and_parameters_differ_in_number
  ask("SELECT id FROM members WHERE society_id = :society AND id = ?");
  ask("SELECT id FROM members WHERE society_id = :society", 1);

  // Refused: statement_selects_columns_it_does_not_name
  ask("SELECT * FROM members WHERE society_id = :society");
  ask("SELECT id, * FROM members WHERE society_id = :society");
  ask("SELECT m.* FROM members m WHERE m.society_id = :society");
  ask("SELECT DISTINCT * FROM members WHERE society_id = :society");

  // Refused: statement_reads_the_server_clock
  ask("SELECT id FROM members WHERE society_id = :society AND left_on < NOW()");
  ask("SELECT id FROM members WHERE society_id = :society AND left_on < CURRENT_DATE");
  ask("SELECT id FROM members WHERE society_id = :society AND left_on < current_date");
  ask("SELECT id FROM members WHERE society_id = :society AND left_on < CURTIME()");

  // Refused: the_statement_is_beyond_what_is_understood
  ask("SELECT id FROM members WHERE society_id = :society AND left_on < now()");
}

void understood() {
  ask("SELECT a.id FROM accounts a WHERE a.society_id = :society AND (a.left_on IS NULL OR EXISTS "
      "(SELECT m.id FROM members m WHERE m.society_id = a.society_id AND m.id = a.member_id))");
  ask("SELECT x.id FROM (SELECT :society AS id) AS x WHERE x.id = ? "
      "OR EXISTS (SELECT m.id FROM members m WHERE m.society_id = :society AND m.id = x.id)",
      1);
  ask("SELECT id FROM accounts WHERE society_id = :society AND id = ? FOR UPDATE", 1);
  ask("SELECT a.id FROM accounts a JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id "
      "WHERE a.society_id = :society AND (a.left_on IS NULL OR a.left_on > ?) ORDER BY a.id LIMIT ?",
      1, 2);
  ask("SELECT d.id FROM documents d LEFT OUTER JOIN document_reads o ON o.society_id = d.society_id "
      "AND o.document_id = d.id WHERE :society = d.society_id AND o.opened_at IS NULL AND NOT d.id = ?",
      1);
  ask("SELECT s.slug FROM societies s WHERE s.id = :society");
  ask("SELECT m.name FROM societies AS s INNER JOIN members AS m ON m.society_id = s.id WHERE s.id = :society");
  ask("SELECT n.id FROM notices n WHERE n.society_id = :society AND EXISTS (SELECT 1 FROM notice_audience a WHERE "
      "a.society_id = n.society_id AND a.notice_id = n.id AND a.member_id = ?)",
      1);
  ask("SELECT e.month FROM members m JOIN expenses e ON e.society_id = m.society_id WHERE m.society_id = :society "
      "AND e.month BETWEEN ? AND ? AND ? NOT BETWEEN ? AND ? UNION ALL SELECT month FROM expense_months "
      "WHERE month NOT IN (?, ?) AND society_id = :society",
      1, 2, 3, 4, 5, 6, 7);
  ask(joined<"SELECT seen.id FROM ", of_household, " AS seen LEFT JOIN expenses e ON e.society_id = seen.society_id">,
      1);
  ask("SELECT m.id FROM (SELECT :society AS society_id) x JOIN members m ON m.society_id = x.society_id");
  ask("INSERT INTO devices (society_id, account_id) VALUES (:society, ?), (:society, ?)", 1, 2);
  ask("INSERT INTO notice_audience (society_id, member_id) SELECT m.society_id, m.id FROM members m JOIN "
      "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) j ON j.id = m.id WHERE m.society_id = :society",
      1);
  ask("UPDATE members m JOIN members_replaced r ON r.society_id = m.society_id AND r.member_id = m.id SET "
      "m.name = r.name WHERE r.society_id = :society AND r.replaced_by = ?",
      1);
  ask("DELETE d FROM accounts a JOIN devices d ON d.society_id = a.society_id WHERE a.society_id = :society");
  ask("SELECT CASE WHEN left_on IS NULL AND is_protected THEN 'a' ELSE 'b' END AS state FROM members "
      "WHERE society_id=:society AND left_on - INTERVAL 1 DAY>?",
      1);
}

}  // namespace
