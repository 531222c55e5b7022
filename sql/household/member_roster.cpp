#include "sql/household/member_roster.hpp"

#include <utility>

#include "base/text.hpp"
#include "sql/household/members.hpp"
#include "sql/portions.hpp"

namespace portal::member_roster {
namespace {

std::string to_json(std::span<const Change> members) {
  db::JsonRows rows;
  for (const auto& [id, entry, search_key] : members)
    rows.add({id, entry.symbol, entry.number, entry.branch, entry.relation, entry.name, entry.kana, search_key,
              entry.birth_date, std::string_view(&entry.sex, 1), entry.enrolled_on, entry.left_on, entry.email,
              entry.postal_code, entry.address});
  return rows.text();
}

Stored read(const db::Rows& rows) {
  return {rows.get<MemberId>("id"),
          {rows.get<std::string>("symbol"), rows.get<std::string>("number"), rows.get<std::string>("branch"),
           rows.get<std::string>("relation"), rows.get<std::string>("name"), rows.get<std::string>("kana"),
           rows.get<Date>("birth_date"), rows.get<std::string>("sex").front(), rows.get<Date>("enrolled_on"),
           rows.get<std::optional<Date>>("left_on"), rows.get<std::optional<std::string>>("email"),
           rows.get<std::string>("postal_code"), rows.get<std::string>("address")}};
}

// What these members are now, so that undoing the import brings it back.
void keep(db::SocietyDatabase& db, const std::string& ids, ImportId import) {
  db.execute(R"(
    INSERT INTO members_replaced (society_id, replaced_by, member_id, relation, name, kana, search_key, birth_date, sex,
           enrolled_on, left_on, email, postal_code, address, import_id)
    SELECT m.society_id, ?, m.id, m.relation, m.name, m.kana, m.search_key, m.birth_date, m.sex, m.enrolled_on,
           m.left_on, m.email, m.postal_code, m.address, m.import_id
    FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked
    STRAIGHT_JOIN members m ON m.society_id = :society AND m.id = asked.id)",
             import, ids);
}

}  // namespace

std::string key(std::string_view symbol, std::string_view number, std::string_view branch) {
  std::string joined(symbol);
  joined.append("\n").append(number).append("\n").append(branch);
  return joined;
}

std::string written(std::string_view symbol, std::string_view number, std::string_view branch) {
  std::string joined(symbol);
  if (!symbol.empty()) joined += '-';
  return joined.append(number).append("-").append(branch);
}

namespace {

bool continues_a_character(char c) { return (c & 0xC0) == 0x80; }

// Cuts off the last dash of any kind (ー too) and gives what stood behind it.
std::optional<std::string> take_from_last_dash(std::string_view& text) {
  for (std::size_t end = text.size(), at = end; end > 0; end = at) {
    for (--at; at > 0 && continues_a_character(text[at]);) --at;
    if (text::fold_numeric(text.substr(at, end - at)) != "-") continue;
    std::string behind = text::fold_numeric(text.substr(end));
    text = text.substr(0, at);
    return behind;
  }
  return {};
}

}  // namespace

// 番号 and 枝番 hold no dash, so it is read from its end.
std::optional<Number> read_number(std::string_view typed) {
  const std::string folded = text::fold_width(typed);
  std::string_view rest = folded;
  const auto branch = take_from_last_dash(rest);
  if (!branch || rest.empty()) return {};
  auto number = take_from_last_dash(rest);
  if (!number) number = text::fold_numeric(std::exchange(rest, {}));
  if (number->empty() || !text::is_ascii(*number) || !text::is_ascii(*branch)) return {};
  return Number{text::trim(rest), *number, *branch};
}

std::optional<MemberId> find(db::SocietyReader& db, std::string_view symbol, std::string_view number,
                             std::string_view branch) {
  auto rows =
      db.select("SELECT id FROM members WHERE society_id = :society AND symbol = ? AND number = ? AND branch = ?",
                symbol, number, branch);
  if (!rows.next()) return {};
  return rows.get<MemberId>("id");
}

std::vector<std::optional<MemberId>> find_all(db::SocietyReader& db, std::span<const Number> numbers) {
  std::vector<std::optional<MemberId>> found(numbers.size());
  std::size_t first = 0;
  db::in_portions(numbers, [&](std::span<const Number> portion) {
    db::JsonRows wanted;
    for (const Number& one : portion) wanted.add({first++, one.symbol, one.number, one.branch});
    auto rows = db.select(R"(
      SELECT wanted.place, m.id
      FROM JSON_TABLE(?, '$[*]' COLUMNS (place BIGINT PATH '$[0]',
             symbol VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]',
             number VARCHAR(200) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[2]',
             branch VARCHAR(200) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[3]')) AS wanted
      JOIN members m ON m.symbol = wanted.symbol AND m.number = wanted.number AND m.branch = wanted.branch
      WHERE m.society_id = :society ORDER BY wanted.place LIMIT ?)",
                          wanted.text(), db::rows_per_statement);
    while (rows.next()) found.at(static_cast<std::size_t>(rows.get<std::int64_t>("place"))) = rows.get<MemberId>("id");
  });
  return found;
}

std::optional<MemberId> find_by_login_id(db::SocietyReader& db, std::string_view folded_login_id) {
  auto rows = db.select("SELECT member_id FROM accounts WHERE society_id = :society AND login_id = ?", folded_login_id);
  if (!rows.next()) return {};
  return rows.get<MemberId>("member_id");
}

std::vector<Stored> page(db::SocietyReader& db, MemberId after, int count_max) {
  auto rows = db.select(R"(
    SELECT id, symbol, number, branch, relation, name, kana, birth_date, sex, enrolled_on, left_on, email, postal_code,
           address
    FROM members WHERE society_id = :society AND id > ? ORDER BY id LIMIT ?)",
                        after, count_max);
  std::vector<Stored> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<Insured> insured(db::SocietyReader& db, MemberId after, int count_max) {
  auto rows = db.select(R"(
    SELECT id, symbol, number, branch, kana, birth_date, left_on
    FROM members WHERE society_id = :society AND id > ? ORDER BY id LIMIT ?)",
                        after, count_max);
  std::vector<Insured> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
                     rows.get<std::string>("branch"), rows.get<std::string>("kana"), rows.get<Date>("birth_date"),
                     rows.get<std::optional<Date>>("left_on")});
  return found;
}

Size size(db::SocietyReader& db, Date today) {
  auto rows =
      db.select(db::joined<"SELECT COUNT(*) AS all_members, COALESCE(SUM(", members::not_left, R"(), 0) AS enrolled
    FROM members m WHERE m.society_id = :society)">,
                today);
  rows.next();
  return {static_cast<std::size_t>(rows.get<std::int64_t>("all_members")),
          static_cast<std::size_t>(rows.get<std::int64_t>("enrolled"))};
}

void add(db::SocietyDatabase& db, std::span<const Change> members, ImportId import, const Written& written) {
  db::in_portions(members, [&](std::span<const Change> portion) {
    db.execute(R"(
      INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
             enrolled_on, left_on, email, postal_code, address, import_id)
      SELECT :society, symbol, number, branch, relation, name, kana, search_key, birth_date, sex, enrolled_on, left_on,
             email, postal_code, address, ?
      FROM JSON_TABLE(?, '$[*]' COLUMNS (symbol VARCHAR(20) PATH '$[1]', number VARCHAR(20) PATH '$[2]',
             branch CHAR(2) PATH '$[3]', relation VARCHAR(20) PATH '$[4]', name VARCHAR(100) PATH '$[5]',
             kana VARCHAR(100) PATH '$[6]', search_key VARCHAR(200) PATH '$[7]', birth_date DATE PATH '$[8]',
             sex CHAR(1) PATH '$[9]', enrolled_on DATE PATH '$[10]', left_on DATE PATH '$[11]',
             email VARCHAR(254) PATH '$[12]', postal_code VARCHAR(8) PATH '$[13]', address VARCHAR(300) PATH '$[14]'))
           AS fresh)",
               import, to_json(portion));
    written(portion.size());
  });
}

void change(db::SocietyDatabase& db, std::span<const Change> members, ImportId import, const Written& written) {
  db::in_portions(members, [&](std::span<const Change> portion) {
    db::JsonRows ids;
    for (const Change& one : portion) ids.add({one.id});
    keep(db, ids.text(), import);
    db.execute(R"(
      UPDATE members m
      JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', relation VARCHAR(20) PATH '$[4]',
             name VARCHAR(100) PATH '$[5]', kana VARCHAR(100) PATH '$[6]', search_key VARCHAR(200) PATH '$[7]',
             birth_date DATE PATH '$[8]', sex CHAR(1) PATH '$[9]', enrolled_on DATE PATH '$[10]',
             left_on DATE PATH '$[11]', email VARCHAR(254) PATH '$[12]', postal_code VARCHAR(8) PATH '$[13]',
             address VARCHAR(300) PATH '$[14]'))
        AS fresh
        ON fresh.id = m.id
      SET m.relation = fresh.relation, m.name = fresh.name, m.kana = fresh.kana, m.search_key = fresh.search_key,
          m.birth_date = fresh.birth_date, m.sex = fresh.sex, m.enrolled_on = fresh.enrolled_on,
          m.left_on = fresh.left_on, m.email = fresh.email, m.postal_code = fresh.postal_code,
          m.address = fresh.address, m.import_id = ?
      WHERE m.society_id = :society)",
               to_json(portion), import);
    written(portion.size());
  });
}

void end(db::SocietyDatabase& db, std::span<const MemberId> members, Date left_on, ImportId import,
         const Written& written) {
  db::in_portions(members, [&](std::span<const MemberId> portion) {
    db::JsonRows ids;
    for (const MemberId member : portion) ids.add({member});
    keep(db, ids.text(), import);
    db.execute(R"(
      UPDATE members m JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS gone ON gone.id = m.id
      SET m.left_on = ?, m.import_id = ? WHERE m.society_id = :society)",
               ids.text(), left_on, import);
    written(portion.size());
  });
}

bool was_built_upon(db::SocietyReader& db, ImportId import) {
  return db
      .select(R"(
    SELECT member_id FROM members_replaced WHERE society_id = :society AND import_id = ? ORDER BY member_id LIMIT 1)",
              import)
      .next();
}

std::size_t replaced_by(db::SocietyReader& db, ImportId import) {
  auto rows = db.select(
      "SELECT COUNT(*) AS rows_kept FROM members_replaced WHERE society_id = :society AND replaced_by = ?", import);
  rows.next();
  return static_cast<std::size_t>(rows.get<std::int64_t>("rows_kept"));
}

Reverted revert(db::SocietyDatabase& db, ImportId import) {
  Reverted reverted;
  reverted.restored = db.execute(R"(
    UPDATE members m JOIN members_replaced r ON r.society_id = m.society_id AND r.member_id = m.id
    SET m.relation = r.relation, m.name = r.name, m.kana = r.kana, m.search_key = r.search_key,
        m.birth_date = r.birth_date, m.sex = r.sex, m.enrolled_on = r.enrolled_on, m.left_on = r.left_on,
        m.email = r.email, m.postal_code = r.postal_code, m.address = r.address, m.import_id = r.import_id
    WHERE r.society_id = :society AND r.replaced_by = ?)",
                                 import);
  reverted.ended =
      db.execute("UPDATE members SET left_on = enrolled_on WHERE society_id = :society AND import_id = ?", import);
  db.execute("DELETE FROM members_replaced WHERE society_id = :society AND replaced_by = ?", import);
  return reverted;
}

}  // namespace portal::member_roster
