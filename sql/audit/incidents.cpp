#include "sql/audit/incidents.hpp"

#include <utility>

#include "base/limits.hpp"
#include "sql/audit/figures.hpp"

namespace portal::incidents {
namespace {

constexpr int rows_max = limits::import_rows_max;

// Whom `person` names, in the rows that are asked about.
constexpr db::Piece each_with(", l.event, MIN(l.at) AS first_at, MAX(l.at) AS last_at FROM audit_log l ");
constexpr db::Piece chosen(R"( WHERE l.society_id = :society AND l.id >= ? AND l.at >= ? AND l.at < ?
      AND (? IS NULL OR l.client_address = ?)
      AND (? IS NULL OR (l.account_id = ? AND l.operator = ''))
      AND (? IS NULL OR l.operator = ? OR l.operator = ? OR LOCATE(?, CONCAT(l.operator, '$')) > 0)
    GROUP BY person, l.event ORDER BY person, l.event LIMIT ?)");

// A newer program's event says at least that there was something to record.
audit::Data data_of(const std::string& event) {
  const audit::Words* words = audit::find(event);
  return words == nullptr ? audit::Data::record : words->data;
}

std::optional<Touch> read(const db::Rows& row) {
  const audit::Data data = data_of(row.get<std::string>("event"));
  if (data == audit::Data::nothing) return {};
  return Touch{row.get<std::optional<MemberId>>("person").value_or(MemberId{}), data, row.get<Timestamp>("first_at"),
               row.get<Timestamp>("last_at")};
}

class Asking {
 public:
  Asking(db::SocietyReader& db, const Question& question)
      : db_(db), question_(question), first_(figures::first_audit_row(db, question.from - order_of_time)) {}

  // `data`: what was seen of these persons, whatever the event says of somebody else.
  template <db::Piece person, db::Piece join>
  void ask(std::optional<audit::Data> data = {}) {
    const auto& name = question_.operator_name;
    auto rows = db_.select(db::joined<"SELECT ", person, each_with, join, chosen>, first_, question_.from,
                           question_.until, question_.client, question_.client, question_.account, question_.account,
                           name, name, "os:" + name.value_or(""), "/" + name.value_or("") + "$", rows_max);
    while (rows.next())
      if (const auto touch = read(rows)) add(*touch, data.value_or(touch->data));
  }

  std::vector<Touch> found;
  std::optional<Touch> backup;  // one was opened

 private:
  static constexpr auto order_of_time = std::chrono::hours{24};  // a long import's rows stand behind later ones

  void add(Touch touch, audit::Data data) {
    if (touch.data == audit::Data::everything) backup = touch;
    touch.data = data;
    if (touch.person != MemberId{}) found.push_back(touch);
  }

  db::SocietyReader& db_;
  const Question& question_;
  std::int64_t first_;
};

// Whoever opened a backup had everybody.
void add_everybody(db::SocietyReader& db, std::vector<Touch>& found, const Touch& of_a_backup) {
  auto rows = db.select("SELECT id FROM members WHERE society_id = :society ORDER BY id LIMIT ?", rows_max);
  while (rows.next()) {
    Touch touch = of_a_backup;
    touch.person = rows.get<MemberId>("id");
    found.push_back(touch);
  }
}

}  // namespace

std::vector<Touch> touched(db::SocietyReader& db, const Question& question) {
  Asking asking(db, question);
  asking.ask<"l.member_id AS person", "">();
  asking.ask<"a.member_id AS person",
             "JOIN accounts a ON a.society_id = l.society_id AND a.id = l.account_id AND l.operator = ''">(
      audit::Data::identity);
  asking.ask<"p.applicant_id AS person",
             "JOIN applications p ON p.society_id = l.society_id AND p.id = l.object_id AND l.object_kind = "
             "'application'">();
  asking.ask<"p.member_id AS person",
             "JOIN applications p ON p.society_id = l.society_id AND p.id = l.object_id AND l.object_kind = "
             "'application'">();
  asking
      .ask<"p.applicant_id AS person",
           "JOIN application_export_lines e ON e.society_id = l.society_id AND e.export_id = l.object_id AND "
           "l.object_kind = 'export' JOIN applications p ON p.society_id = e.society_id AND p.id = e.application_id">();
  asking
      .ask<"p.member_id AS person",
           "JOIN application_export_lines e ON e.society_id = l.society_id AND e.export_id = l.object_id AND "
           "l.object_kind = 'export' JOIN applications p ON p.society_id = e.society_id AND p.id = e.application_id">();
  asking.ask<"d.member_id AS person",
             "JOIN documents d ON d.society_id = l.society_id AND d.id = l.object_id AND l.object_kind = 'document'">();
  asking.ask<"a.member_id AS person",
             "JOIN accounts a ON a.society_id = l.society_id AND a.id = l.account_id AND l.object_kind = 'mail'">();
  if (asking.backup) add_everybody(db, asking.found, *asking.backup);
  return std::move(asking.found);
}

std::vector<Touch> in_file(db::SocietyReader& db, const std::string& name, const Question& question) {
  auto rows = db.select(R"(
    SELECT person, event, MIN(at) AS first_at, MAX(at) AS last_at
    FROM (SELECT p.applicant_id AS person, 'application_exported' AS event, x.exported_at AS at
          FROM application_exports x
          JOIN application_export_lines e ON e.society_id = x.society_id AND e.export_id = x.id
          JOIN applications p ON p.society_id = e.society_id AND p.id = e.application_id
          WHERE x.society_id = :society AND x.file_name = ? AND x.exported_at >= ? AND x.exported_at < ?
          UNION ALL
          SELECT p.member_id, 'application_exported', x.exported_at
          FROM application_exports x
          JOIN application_export_lines e ON e.society_id = x.society_id AND e.export_id = x.id
          JOIN applications p ON p.society_id = e.society_id AND p.id = e.application_id
          WHERE x.society_id = :society AND x.file_name = ? AND x.exported_at >= ? AND x.exported_at < ?
          UNION ALL
          SELECT d.member_id, 'document_opened', i.applied_at
          FROM imports i JOIN documents d ON d.society_id = i.society_id AND d.import_id = i.id
          WHERE i.society_id = :society AND i.file_name = ? AND i.applied_at >= ? AND i.applied_at < ?
          UNION ALL
          SELECT d.member_id, 'document_opened', d.added_at
          FROM documents d
          WHERE d.society_id = :society AND d.file_name = ? AND d.added_at >= ? AND d.added_at < ?
          UNION ALL
          SELECT s.member_id, 'expenses_seen', i.applied_at
          FROM imports i JOIN expenses s ON s.society_id = i.society_id AND s.import_id = i.id
          WHERE i.society_id = :society AND i.file_name = ? AND i.applied_at >= ? AND i.applied_at < ?
          UNION ALL
          SELECT m.id, 'unread_members_listed', i.applied_at
          FROM imports i JOIN members m ON m.society_id = i.society_id
          WHERE i.society_id = :society AND i.kind = 'members' AND i.file_name = ? AND i.applied_at >= ?
            AND i.applied_at < ?) AS named
    GROUP BY person, event ORDER BY person, event LIMIT ?)",
                        name, question.from, question.until, name, question.from, question.until, name, question.from,
                        question.until, name, question.from, question.until, name, question.from, question.until, name,
                        question.from, question.until, rows_max);
  std::vector<Touch> found;
  while (rows.next())
    if (const auto touch = read(rows)) found.push_back(*touch);
  return found;
}

std::vector<Person> persons(db::SocietyReader& db, std::span<const MemberId> ids) {
  db::JsonRows asked;
  for (const MemberId id : ids) asked.add({id});
  auto rows = db.select(R"(
    SELECT id, symbol, number, branch, name, kana, postal_code, address, birth_date, left_on, is_protected
    FROM members
    WHERE society_id = :society
      AND id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked)
    ORDER BY symbol, number, branch, id LIMIT ?)",
                        asked.text(), rows_max);
  std::vector<Person> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
                     rows.get<std::string>("branch"), rows.get<std::string>("name"), rows.get<std::string>("kana"),
                     rows.get<std::string>("postal_code"), rows.get<std::string>("address"),
                     rows.get<Date>("birth_date"), rows.get<std::optional<Date>>("left_on"),
                     rows.get<bool>("is_protected")});
  return found;
}

std::vector<Household> some_households(db::SocietyReader& db, int count_max) {
  auto rows = db.select(R"(
    SELECT chosen.account_id, person.id
    FROM (SELECT a.society_id, a.id AS account_id, m.id AS member_id, m.symbol, m.number
          FROM accounts a JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
          WHERE a.society_id = :society AND m.relation = '本人' ORDER BY a.id LIMIT ?) AS chosen
    JOIN members person ON person.society_id = chosen.society_id AND person.symbol = chosen.symbol
      AND person.number = chosen.number
    ORDER BY chosen.account_id, person.id <> chosen.member_id, person.id LIMIT ?)",
                        count_max, rows_max);
  std::vector<Household> found;
  while (rows.next()) {
    const auto account = rows.get<AccountId>("account_id");
    if (found.empty() || found.back().account != account) found.push_back({account, {}});
    found.back().members.push_back(rows.get<MemberId>("id"));
  }
  return found;
}

}  // namespace portal::incidents
