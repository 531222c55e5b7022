#include "sql/expenses/expense_batches.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"

namespace portal::expense_batches {
namespace {

// The file's check lets no control character through, so these two are all that JSON minds.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

std::string json_of(std::span<const std::string_view> texts) {
  db::JsonRows rows;
  for (const std::string_view text : texts) rows.add({text});
  return rows.text();
}

MonthTotals read_totals(const db::Rows& rows) {
  return {rows.get<std::int64_t>("line_count"), rows.get<std::int64_t>("total"),
          rows.get<std::int64_t>("paid_by_society"), rows.get<std::int64_t>("public_funds"),
          rows.get<std::int64_t>("paid_at_window")};
}

}  // namespace

void MonthTotals::add(const Amounts& amounts) {
  ++line_count;
  total += amounts.total;
  paid_by_society += amounts.paid_by_society;
  public_funds += amounts.public_funds;
  paid_at_window += amounts.paid_at_window;
}

bool any_stored(db::SocietyReader& db) {
  return db.select("SELECT member_id FROM expenses WHERE society_id = :society ORDER BY member_id LIMIT 1").next();
}

// From the short list into the table by its key, which the number is written like: MariaDB left to itself may read all
// of the table.
Stored stored(db::SocietyReader& db, std::span<const std::string_view> receipt_numbers) {
  auto rows = db.select(R"(
    SELECT e.receipt_number, e.member_id, e.month, e.category, e.provider, e.days, e.total, e.paid_by_society,
           e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional
    FROM JSON_TABLE(?, '$[*]' COLUMNS (
           receipt_number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]')) AS asked
    STRAIGHT_JOIN expenses e ON e.society_id = :society AND e.receipt_number = asked.receipt_number
    ORDER BY e.receipt_number)",
                        json_of(receipt_numbers));
  Stored found;
  found.texts.reserve(receipt_numbers.size());
  while (rows.next()) {
    const auto& text = found.texts.emplace_back(Stored::Text{
        rows.get<std::string>("receipt_number"), rows.get<std::string>("category"), rows.get<std::string>("provider")});
    found.lines.push_back({text.receipt_number, rows.get<MemberId>("member_id"),
                           expenses::month_of(rows.get<Date>("month")), text.category, text.provider,
                           rows.get<int>("days"), expenses::read_amounts(rows)});
  }
  return found;
}

void Writer::add(const Line& line) {
  rows_ += rows_.empty() ? '[' : ',';
  fmt::format_to(std::back_inserter(rows_), "[{},\"{}\",\"{}\",", number(line.member),
                 to_sql(expenses::first_day(line.month)), line.receipt_number);
  append_quoted(rows_, line.category);
  rows_ += ',';
  append_quoted(rows_, line.provider);
  const Amounts& yen = line.amounts;
  fmt::format_to(std::back_inserter(rows_), ",{},{},{},{},{},{},{},{}]", line.days, yen.total, yen.paid_by_society,
                 yen.public_funds, yen.paid_at_window, yen.meals, yen.high_cost, yen.additional);
  if (++count_ == rows_per_statement) finish();
}

void Writer::finish() {
  if (count_ == 0) return;
  rows_ += ']';
  db_.execute(R"(
    INSERT INTO expenses (society_id, member_id, month, receipt_number, category, provider, days, total,
           paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id)
    SELECT :society, member_id, month, receipt_number, category, provider, days, total, paid_by_society, public_funds,
           paid_at_window, meals, high_cost, additional, ?
    FROM JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]', month DATE PATH '$[1]',
           receipt_number VARCHAR(30) PATH '$[2]', category VARCHAR(20) PATH '$[3]', provider VARCHAR(100) PATH '$[4]',
           days SMALLINT PATH '$[5]', total BIGINT PATH '$[6]', paid_by_society BIGINT PATH '$[7]',
           public_funds BIGINT PATH '$[8]', paid_at_window BIGINT PATH '$[9]', meals BIGINT PATH '$[10]',
           high_cost BIGINT PATH '$[11]', additional BIGINT PATH '$[12]')) AS fresh)",
              import_, rows_);
  rows_.clear();
  count_ = 0;
}

void replace(db::SocietyDatabase& db, std::span<const std::string_view> receipt_numbers, ImportId import) {
  const std::string numbers = json_of(receipt_numbers);
  db.execute(R"(
    INSERT INTO expenses_replaced (society_id, replaced_by, receipt_number, member_id, month, category, provider, days,
           total, paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id)
    SELECT e.society_id, ?, e.receipt_number, e.member_id, e.month, e.category, e.provider, e.days, e.total,
           e.paid_by_society, e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional, e.import_id
    FROM JSON_TABLE(?, '$[*]' COLUMNS (
           receipt_number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]')) AS asked
    STRAIGHT_JOIN expenses e ON e.society_id = :society AND e.receipt_number = asked.receipt_number)",
             import, numbers);
  db.execute(R"(
    DELETE e FROM
      JSON_TABLE(?, '$[*]' COLUMNS (receipt_number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]'))
      AS asked
    STRAIGHT_JOIN expenses e ON e.society_id = :society AND e.receipt_number = asked.receipt_number)",
             numbers);
}

void add_months(db::SocietyDatabase& db, const Months& months, ImportId import) {
  for (const auto& [month, totals] : months)
    db.execute(R"(
      INSERT INTO expense_months (society_id, month, import_id, line_count, total) VALUES (:society, ?, ?, ?, ?))",
               expenses::first_day(month), import, totals.line_count, totals.total);
}

MonthTotals taken_so_far(db::SocietyReader& db) {
  auto rows = db.select(R"(
    SELECT COALESCE(SUM(line_count), 0) AS line_count, COALESCE(SUM(total), 0) AS total
    FROM expense_months WHERE society_id = :society)");
  rows.next();
  return {rows.get<std::int64_t>("line_count"), rows.get<std::int64_t>("total"), 0, 0, 0};
}

std::vector<Held> held(db::SocietyReader& db, std::span<const MemberId> members) {
  db::JsonRows asked;
  for (const MemberId member : members) asked.add({member});
  auto rows =
      db.select(db::joined<R"(
    SELECT m.id, m.symbol, m.number, m.branch, COUNT(e.receipt_number) AS line_count,
           COALESCE(SUM(e.paid_at_window), 0) AS paid_at_window
    FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked
    STRAIGHT_JOIN members m ON m.society_id = :society AND m.id = asked.id
    LEFT JOIN expenses e ON e.society_id = m.society_id AND e.member_id = m.id AND)",
                           expenses::not_withdrawn, " GROUP BY m.id, m.symbol, m.number, m.branch ORDER BY m.id">,
                asked.text());
  std::vector<Held> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
                     rows.get<std::string>("branch"), rows.get<std::int64_t>("line_count"),
                     rows.get<std::int64_t>("paid_at_window")});
  return found;
}

bool was_built_upon(db::SocietyReader& db, ImportId import) {
  return db
      .select(R"(
    SELECT receipt_number FROM expenses_replaced WHERE society_id = :society AND import_id = ?
    ORDER BY receipt_number LIMIT 1)",
              import)
      .next();
}

// What the import brought goes first: a receipt's number is there once.
Reverted revert(db::SocietyDatabase& db, ImportId import) {
  Reverted reverted;
  reverted.removed = db.execute("DELETE FROM expenses WHERE society_id = :society AND import_id = ?", import);
  reverted.restored = db.execute(R"(
    INSERT INTO expenses (society_id, member_id, month, receipt_number, category, provider, days, total,
           paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id)
    SELECT society_id, member_id, month, receipt_number, category, provider, days, total, paid_by_society, public_funds,
           paid_at_window, meals, high_cost, additional, import_id
    FROM expenses_replaced WHERE society_id = :society AND replaced_by = ?)",
                                 import);
  db.execute("DELETE FROM expenses_replaced WHERE society_id = :society AND replaced_by = ?", import);
  db.execute("DELETE FROM expense_months WHERE society_id = :society AND import_id = ?", import);
  return reverted;
}

Months status(db::SocietyReader& db) {
  auto rows = db.select(R"(
    SELECT month, COUNT(*) AS line_count, SUM(total) AS total, SUM(paid_by_society) AS paid_by_society,
           SUM(public_funds) AS public_funds, SUM(paid_at_window) AS paid_at_window
    FROM expenses WHERE society_id = :society GROUP BY month ORDER BY month DESC LIMIT ?)",
                        limits::expense_months_max);
  Months months;
  while (rows.next()) months.emplace(expenses::month_of(rows.get<Date>("month")), read_totals(rows));
  return months;
}

}  // namespace portal::expense_batches
