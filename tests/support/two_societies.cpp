#include "tests/support/two_societies.hpp"

#include "sql/accounts/account_emails.hpp"
#include "sql/accounts/form_nonces.hpp"
#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/sign_ins.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/applications/application_exports.hpp"
#include "sql/applications/limit_bands.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/audit/audit.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/documents/documents.hpp"
#include "sql/expenses/expense_batches.hpp"
#include "sql/household/household.hpp"
#include "sql/imports/imports.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/mails/mailings.hpp"
#include "sql/postcards/postcards.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"
#include "sql/societies.hpp"

namespace portal::testing {

using namespace std::chrono_literals;

const std::array<Neighbour, 3> neighbours{{
    {"mihon", "hanako", "0001001", "KOTORI", "MIHONDAKE", "MIHONKOUKAI", 81'726'354},
    {"tameshi", "hanako", "0001001", "SUZUME", "TAMESHIDAKE", "TAMESHIKOUKAI", 92'837'465},
    {"mihon", "taro", "0001002", "TSUBAME", "MIHONDAKE", "MIHONKOUKAI", 73'615'243},
}};

std::string grouped(int yen) {
  std::string text = std::to_string(yen);
  text.insert(5, ",").insert(2, ",");
  return text;
}

std::string letter(const Neighbour& whose) { return whose.mark + "書類"; }

namespace {

std::string address_of(const Neighbour& one) { return one.mark + "@example.jp"; }
std::string token_of(const Neighbour& one) { return "a token of " + one.mark; }

}  // namespace

TwoSocieties::TwoSocieties() {
  for (const Neighbour& one : neighbours) settle_in(one);
  publish_for_all("mihon", neighbours[0]);
  publish_for_all("tameshi", neighbours[1]);
  for (const Neighbour& one : neighbours) publish(one);
  for (const Neighbour& one : neighbours) note(one, revision_of(one.society));
}

std::int64_t TwoSocieties::revision_of(const std::string& society) {
  auto rows = portal.staff.select(
      "SELECT r.revision FROM society_revisions r JOIN societies s ON s.id = r.society_id WHERE s.slug = ?", society);
  rows.next();
  return rows.get<std::int64_t>("revision");
}

void TwoSocieties::note(const Neighbour& one, std::int64_t row) {
  rows_of[one.mark].push_back(std::to_string(row));
  words.push_back(std::to_string(row));
}

void TwoSocieties::settle_in(const Neighbour& one) {
  portal.staff.execute(R"(
    UPDATE members m JOIN societies s ON s.id = m.society_id
    SET m.name = CONCAT(?, m.branch), m.kana = ?, m.address = ?, m.email = CONCAT(?, '@example.jp')
    WHERE s.slug = ? AND m.number = ?)",
                       one.mark, one.mark, one.mark, one.mark, one.society, one.number);
  take_expenses_in(one);
  sign_up(one);
  remember_what_was(one);
  open_letter(one);
  apply(one);
}

void TwoSocieties::take_expenses_in(const Neighbour& one) {
  auto db = portal.staff_of(one.society);
  const std::string file = std::string("file") + one.number;
  const ImportId import = imports::add(db, {"expenses", one.mark, file, "os:tester", {}}, portal.now);
  expense_batches::Writer writer(db, import);
  expense_batches::Months months;
  const MemberId member = portal.member(one.society, one.number);
  for (int year : {2025, 2026}) {
    const expenses::Month month = std::chrono::year{year} / 8;
    const expenses::Amounts yen{one.yen, one.yen, 0, 0, 0, 0, 0};
    writer.add({file + std::to_string(year), member, month, "医科外来", one.mark, 1, yen});
    months[month].add(yen);
  }
  writer.finish();
  expense_batches::add_months(db, months, import);
  words.push_back(std::to_string(number(member)));
  words.push_back(std::to_string(number(import)));
}

void TwoSocieties::sign_up(const Neighbour& one) {
  auto db = portal.staff_of(one.society);
  const MemberId member = portal.member(one.society, one.number);
  portal.add_postcard(one.society, one.mark, member);
  const AccountId account = portal.add_account(one.society, one.name, member);
  accounts::set_nickname(db, account, one.mark);
  account_emails::prove(db, account, address_of(one), portal.now);
  household::choose(db, member, false, portal.now);
  sessions::open(db, account, token_of(one), one.mark, portal.now, portal.now + 12h);
  sign_ins::record(db, account, one.mark, SignInWay::password, portal.now);
  mail_links::create(db, {LinkPurpose::address, account, address_of(one), portal.now + 3h}, token_of(one), portal.now);
  step_tickets::open(db, {StepPurpose::registration, member, {}, {}, address_of(one), portal.now + 1h}, token_of(one),
                     portal.now);
  mail_queue::enqueue(
      db, {MailClass::news, "arrivals", account, address_of(one), address_of(one), one.mark, portal.now + 1h},
      portal.now);
  audit::write(db, audit::Event::document_opened, {account, member}, {"192.0.2.1", one.mark}, portal.now);
  hold_keys(one, account);
  leave_traces(one);
}

// Of these, the database holds digests alone: here, the mark stands in their place.
void TwoSocieties::hold_keys(const Neighbour& one, AccountId account) {
  portal.staff.execute(R"(
    INSERT INTO devices (society_id, account_id, token_digest, created_at, seen_at)
    SELECT society_id, id, ?, created_at, created_at FROM accounts WHERE id = ?)",
                       one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO two_step (society_id, account_id, sealed_secret, began_at)
    SELECT society_id, id, ?, created_at FROM accounts WHERE id = ?)",
                       one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO recovery_codes (society_id, account_id, code_digest, made_at)
    SELECT society_id, id, ?, created_at FROM accounts WHERE id = ?)",
                       one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,
                          backed_up, name, created_at)
    SELECT society_id, id, ?, '', '', 0, '[]', FALSE, ?, created_at FROM accounts WHERE id = ?)",
                       one.mark, one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO sent_forms (society_id, account_id, token_digest, sealed_input, sent_at)
    SELECT society_id, id, ?, ?, created_at FROM accounts WHERE id = ?)",
                       one.mark, one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO postcard_orders (society_id, member_id, stop_digest, ordered_at)
    SELECT society_id, member_id, ?, created_at FROM accounts WHERE id = ?)",
                       one.mark, account);
  portal.staff.execute(R"(
    INSERT INTO arrival_mails (society_id, member_id, day, made_at, code_digest)
    SELECT society_id, member_id, '2026-11-01', created_at, ? FROM accounts WHERE id = ?)",
                       one.mark, account);
}

void TwoSocieties::leave_traces(const Neighbour& one) {
  auto db = portal.staff_of(one.society);
  portal.staff.execute(R"(
    INSERT INTO closed_accounts (society_id, member_id, closed_at) SELECT society_id, id, ? FROM members WHERE id = ?)",
                       portal.now, portal.member(one.society, one.number));
  portal.staff.execute(R"(
    INSERT INTO erased_members (society_id, member_id, number_digest, erased_at)
    SELECT society_id, -id, ?, ? FROM members WHERE id = ?)",
                       one.mark, portal.now, portal.member(one.society, one.number));
  form_nonces::take(db, token_of(one), portal.now);
  form_nonces::keep(db, token_of(one), {std::string("/") + one.society + "/" + one.mark, one.mark});
  portal.staff.execute(R"(
    INSERT INTO throttles (society_id, key_digest, count, window_ends_at)
    SELECT id, ?, 1, ? FROM societies WHERE slug = ?)",
                       one.mark, portal.now + 1h, one.society);
  portal.staff.execute(R"(
    INSERT INTO sign_in_attempts (society_id, network_digest, login_digest, failed, tried_at)
    SELECT id, ?, ?, FALSE, ? FROM societies WHERE slug = ?)",
                       one.mark, one.mark, portal.now, one.society);
  portal.staff.execute(R"(
    INSERT INTO audit_days (society_id, day, last_id, row_count, hash, closed_at)
    SELECT id, '2020-01-01' + INTERVAL ? DAY, 0, 0, ?, ? FROM societies WHERE slug = ?)",
                       one.number, one.mark, portal.now, one.society);
}

// What a file changed is kept until nobody wants it undone.
void TwoSocieties::remember_what_was(const Neighbour& one) {
  portal.staff.execute(R"(
    INSERT INTO members_replaced (society_id, replaced_by, member_id, relation, name, kana, search_key, birth_date, sex,
           enrolled_on, left_on, email, postal_code, address)
    SELECT m.society_id, i.id, m.id, m.relation, m.name, m.kana, m.search_key, m.birth_date, m.sex, m.enrolled_on,
           m.left_on, m.email, m.postal_code, m.address
    FROM members m JOIN imports i ON i.society_id = m.society_id WHERE i.file_name = ? AND m.number = ?)",
                       one.mark, one.number);
  portal.staff.execute(R"(
    INSERT INTO expenses_replaced (society_id, replaced_by, receipt_number, member_id, month, category, provider, days,
           total, paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id)
    SELECT society_id, import_id, receipt_number, member_id, month, category, provider, days,
           total, paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id
    FROM expenses WHERE provider = ?)",
                       one.mark);
}

void TwoSocieties::open_letter(const Neighbour& one) {
  auto db = portal.staff_of(one.society);
  const DocumentId document = portal.add_document(one.society, one.number, "00", letter(one));
  file_of[one.mark] = document_batches::find(db, document).value().file_digest;
  documents::mark_opened(db, document, portal.now);
  note(one, number(document));
}

// An application that no form can take back, and the file that it went out in.
void TwoSocieties::apply(const Neighbour& one) {
  using enum applications::Status;
  constexpr auto kind = applications::Kind::limit_certificate;
  auto db = portal.staff_of(one.society);
  const ApplicationId id = portal.add_limit_application(one.society, one.number, checking, letter(one));
  applications::judge(db, id, checking, sent, letter(one), portal.now);
  note(one, number(id));
  const ExportId file =
      application_exports::add(db, {kind, csv::Encoding::utf8, one.mark, one.mark, "os:tester"}, portal.now);
  const application_exports::Line line{id, 1, one.mark};
  application_exports::add_lines(db, file, {&line, 1});
}

void TwoSocieties::publish_for_all(const std::string& society, const Neighbour& any) {
  auto db = portal.staff_of(society);
  offer_screening(db, society);
  const limit_bands::Band band{any.society_mark, any.society_mark, any.society_mark, any.society_mark, ""};
  limit_bands::replace(db, {{any.society_mark, {}, {}, {band}}});
  postcards::set_texts(db, {any.society_mark, any.society_mark, any.society_mark, any.society_mark});
  societies::replace_front_items(db, {{"news", 2026y / 11 / 1, any.public_mark, std::nullopt}});
  mailings::add_link(db, "news", 1, "/" + society + "/topics?" + any.public_mark, portal.now);
}

// A screening of the society's, and an application of each of its neighbours.
void TwoSocieties::offer_screening(db::SocietyDatabase& db, const std::string& society) {
  screenings::Programme programme;
  programme.name = programme.title = programme.cancer = programme.consent =
      society == "mihon" ? "MIHONDAKE" : "TAMESHIDAKE";
  programme.items = {programme.title};
  programme.fiscal_year = 2026;
  programme.opens_on = 2026y / 4 / 1;
  programme.closes_on = 2027y / 3 / 31;
  const ProgrammeId id = screenings::add(db, programme, portal.now);
  for (const Neighbour& one : neighbours) {
    if (society != one.society) continue;
    const MemberId member = portal.member(one.society, one.number);
    screenings::take_place(db, id, 1);
    const auto application = applications::create(db, {applications::Kind::screening, id, member, member}, portal.now);
    screenings::add_details(db, application, {one.society_mark, "100-0001", one.mark, "0300000000", 0, 0, one.mark});
    note(one, number(id));
    note(one, number(application));
  }
}

void TwoSocieties::publish(const Neighbour& one) {
  auto db = portal.staff_of(one.society);
  const MemberId member = portal.member(one.society, one.number);
  const articles::Text text{one.society_mark, one.society_mark, one.society_mark + "\n", 2026y / 1 / 1, {}};
  note(one, number(notices::publish(db, {text, {}, false}, portal.now).id));
  note(one, number(topics::publish(db, text, portal.now).id));
  const articles::Text own{one.mark, one.mark, one.mark + "\n", 2026y / 1 / 1, {}};
  notices::Audience only;
  only.members = {member};
  const NoticeId notice = notices::publish(db, {own, only, false}, portal.now).id;
  notices::mark_read(db, member, notice, portal.now);
  note(one, number(notice));
}

bool TwoSocieties::has_row(const std::string& table, const std::string& society, const std::string& condition) {
  portal.staff.run_script("SET @found = (SELECT COUNT(*) FROM `" + table +
                          "` WHERE society_id = (SELECT id FROM societies WHERE slug = '" + society + "') AND (" +
                          condition + "))");
  auto rows = portal.staff.select("SELECT @found AS found");
  rows.next();
  return rows.get<int>("found") > 0;
}

std::map<std::string, bool> TwoSocieties::marked_tables(const Neighbour& whose) {
  auto tables = portal.staff.select(R"(
    SELECT c.table_name AS name, GROUP_CONCAT('`', c.column_name, '`') AS columns,
           MAX(c.character_maximum_length IS NOT NULL) AS has_text,
           MAX(c.column_name IN ('member_id', 'account_id', 'applicant_id')) AS says_whose
    FROM information_schema.columns s
    JOIN information_schema.columns c ON c.table_schema = s.table_schema AND c.table_name = s.table_name
    WHERE s.table_schema = DATABASE() AND s.column_name = 'society_id'
    GROUP BY c.table_name ORDER BY c.table_name LIMIT 1000)");
  std::vector<std::string> numbers = rows_of[whose.mark];
  numbers.push_back(std::to_string(number(portal.member(whose.society, whose.number))));
  numbers.push_back(std::to_string(whose.yen));
  std::map<std::string, bool> marked;
  while (tables.next()) {
    const std::string row = "CONCAT_WS('|', '', " + tables.get<std::string>("columns") + ", '')";
    std::vector<std::string> marks{whose.mark};
    if (!tables.get<bool>("has_text")) {
      marks.clear();
      for (const std::string& number : numbers) marks.push_back("|" + number + "|");
    } else if (!tables.get<bool>("says_whose")) {
      marks.insert(marks.end(), {whose.society_mark, whose.public_mark});
    }
    std::string condition = "FALSE";
    for (const std::string& mark : marks) condition += " OR LOCATE('" + mark + "', " + row + ") > 0";
    const auto table = tables.get<std::string>("name");
    marked[table] = has_row(table, whose.society, condition);
  }
  return marked;
}

}  // namespace portal::testing
