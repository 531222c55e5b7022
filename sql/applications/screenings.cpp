#include "sql/applications/screenings.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "base/limits.hpp"

namespace portal::screenings {
namespace {

constexpr std::array<std::string_view, 3> who_texts{"all", "principals", "dependents"};
constexpr std::array<std::string_view, 3> age_texts{"fiscal_year_end", "april_first", "on_the_day"};

template <class Enum, std::size_t n>
Enum read(const std::array<std::string_view, n>& texts, std::string_view text) {
  for (std::size_t place = 0; place < n; ++place)
    if (texts[place] == text) return static_cast<Enum>(place);
  throw std::runtime_error("unknown word in screening_programmes: " + std::string(text));
}

std::string_view written(Who who) { return who_texts[static_cast<std::size_t>(who)]; }
std::string_view written(AgeCounted counted) { return age_texts[static_cast<std::size_t>(counted)]; }

std::string joined(const std::vector<std::string>& lines) { return fmt::format("{}", fmt::join(lines, "\n")); }

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

void read_rule(const db::Rows& rows, Rule& rule) {
  rule.cancer = rows.get<std::string>("cancer");
  rule.fiscal_year = rows.get<int>("fiscal_year");
  rule.who = read<Who>(who_texts, rows.get<std::string>("audience"));
  rule.women_only = rows.get<bool>("women_only");
  rule.age_from = rows.get<std::optional<int>>("age_from");
  rule.age_to = rows.get<std::optional<int>>("age_to");
  rule.age_counted = read<AgeCounted>(age_texts, rows.get<std::string>("age_counted"));
  rule.interval_years = rows.get<int>("interval_years");
  rule.enrolled_on = rows.get<std::optional<Date>>("enrolled_on");
  rule.opens_on = rows.get<Date>("opens_on");
  rule.closes_on = rows.get<Date>("closes_on");
}

Stored read_stored(const db::Rows& rows) {
  Stored stored;
  read_rule(rows, stored);
  stored.id = rows.get<ProgrammeId>("id");
  stored.name = rows.get<std::string>("name");
  stored.title = rows.get<std::string>("title");
  stored.items = cut(rows.get<std::string>("items"));
  stored.several_items = rows.get<bool>("several_items");
  stored.capacity = rows.get<std::optional<int>>("capacity");
  stored.taken = rows.get<int>("taken");
  stored.fee_yen = rows.get<std::int64_t>("fee_yen");
  stored.no_show_fee_yen = rows.get<std::int64_t>("no_show_fee_yen");
  stored.venue = rows.get<std::string>("venue");
  stored.description = rows.get<std::string>("description");
  stored.consent = rows.get<std::string>("consent");
  stored.version = rows.get<int>("version");
  stored.published_at = rows.get<Timestamp>("published_at");
  stored.changed_at = rows.get<Timestamp>("changed_at");
  stored.withdrawn_at = rows.get<std::optional<Timestamp>>("withdrawn_at");
  return stored;
}

std::optional<Stored> first(db::Rows rows) {
  if (!rows.next()) return {};
  return read_stored(rows);
}

constexpr db::Piece columns(R"( p.id, p.name, p.title, p.cancer, p.items, p.several_items, p.audience, p.women_only,
           p.age_from, p.age_to, p.age_counted, p.fiscal_year, p.interval_years, p.enrolled_on, p.opens_on, p.closes_on,
           p.capacity, p.taken, p.fee_yen, p.no_show_fee_yen, p.venue, p.description, p.consent, p.version,
           p.published_at, p.changed_at, p.withdrawn_at )");

// Of `p` (screening_programmes). The condition says that a programme is offered at all, and takes the fiscal year of
// today.
constexpr db::Piece offer_columns(R"( p.id, p.title, p.fee_yen, p.cancer, p.fiscal_year, p.audience, p.women_only,
           p.age_from, p.age_to, p.age_counted, p.interval_years, p.enrolled_on, p.opens_on, p.closes_on, )");
constexpr db::Piece as_met(" p.taken >= p.capacity AS is_full ");
constexpr db::Piece is_offered(" p.withdrawn_at IS NULL AND p.fiscal_year >= ? ");

Offer read_offer(const db::Rows& rows) {
  Offer offer;
  offer.id = rows.get<ProgrammeId>("id");
  offer.title = rows.get<std::string>("title");
  offer.fee_yen = rows.get<std::int64_t>("fee_yen");
  offer.is_full = rows.get<std::optional<bool>>("is_full").value_or(false);
  read_rule(rows, offer.rule);
  return offer;
}

// A member's application for themselves that was not withdrawn.
struct Own {
  ApplicationId id;
  ProgrammeId programme;
  applications::Status status;
  std::string cancer;
  int fiscal_year;
};
std::vector<Own> own_for_themselves(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.programme_id, a.status, p.cancer, p.fiscal_year FROM )",
                                   applications::own, R"(
    JOIN screening_programmes p ON p.society_id = a.society_id AND p.id = a.programme_id
    WHERE a.society_id = :society AND a.kind = 'screening' AND a.status <> 'withdrawn' AND a.member_id = ?
    ORDER BY a.id DESC LIMIT ?)">,
                        member, member, limits::applications_judged_max);
  std::vector<Own> found;
  while (rows.next())
    found.push_back({rows.get<ApplicationId>("id"), rows.get<ProgrammeId>("programme_id"),
                     applications::status_of(rows.get<std::string>("status")), rows.get<std::string>("cancer"),
                     rows.get<int>("fiscal_year")});
  return found;
}

std::vector<Own> own_among(const std::vector<applications::Standing>& made, MemberId member,
                           const std::vector<Programmes::Purpose>& purposes) {
  std::vector<Own> found;
  for (const applications::Standing& one : made) {
    if (one.kind != applications::Kind::screening || one.member != member) continue;
    const auto purpose = std::ranges::lower_bound(purposes, one.programme.value(), {}, &Programmes::Purpose::id);
    if (purpose != purposes.end() && purpose->id == one.programme)
      found.push_back({one.id, purpose->id, one.status, purpose->cancer, purpose->fiscal_year});
  }
  return found;
}

// How many places are taken is what members do, so nobody keeps it.
std::vector<ProgrammeId> full_ones(db::SocietyReader& db, int fiscal_year) {
  auto rows = db.select(db::joined<R"(
    SELECT p.id FROM screening_programmes p WHERE p.society_id = :society AND p.taken >= p.capacity AND )",
                                   is_offered, "ORDER BY p.id">,
                        fiscal_year);
  std::vector<ProgrammeId> found;
  while (rows.next()) found.push_back(rows.get<ProgrammeId>("id"));
  return found;
}

void add_own(Offer& offer, const std::vector<Own>& all) {
  for (const Own& own : all) {
    if (own.programme == offer.id)
      offer.applied = own.id;
    else if (own.cancer == offer.rule.cancer && own.fiscal_year <= offer.rule.fiscal_year &&
             own.status != applications::Status::returned)
      offer.last_year = std::max(offer.last_year.value_or(own.fiscal_year), own.fiscal_year);
  }
}

// What an applicant is shown: applied_columns, applications::own, with_programme.
constexpr db::Piece applied_columns(R"(
    SELECT a.id, a.programme_id, a.member_id, m.name AS member_name, m.birth_date, a.status, a.message,
           a.revision, a.applied_at, a.changed_at, p.title, p.fiscal_year, p.women_only, p.closes_on,
           d.items, d.postal_code, d.address, d.telephone, d.fee_yen, d.no_show_fee_yen, d.consent
    FROM )");
constexpr db::Piece with_programme(R"(
    JOIN screening_programmes p ON p.society_id = a.society_id AND p.id = a.programme_id
    JOIN screening_applications d ON d.society_id = a.society_id AND d.application_id = a.id
    WHERE a.society_id = :society AND a.kind = 'screening' )");

Applied read_applied(const db::Rows& rows) {
  Applied one{{rows.get<ApplicationId>("id"), applications::Kind::screening, rows.get<ProgrammeId>("programme_id"),
               rows.get<MemberId>("member_id"), rows.get<std::string>("member_name"), rows.get<Date>("birth_date"),
               applications::status_of(rows.get<std::string>("status")), rows.get<std::string>("message"),
               rows.get<int>("revision"), rows.get<Timestamp>("applied_at"), rows.get<Timestamp>("changed_at")},
              rows.get<std::string>("title"),
              rows.get<int>("fiscal_year"),
              rows.get<bool>("women_only"),
              rows.get<Date>("closes_on"),
              {}};
  one.details = {rows.get<std::string>("items"),    rows.get<std::string>("postal_code"),
                 rows.get<std::string>("address"),  rows.get<std::string>("telephone"),
                 rows.get<std::int64_t>("fee_yen"), rows.get<std::int64_t>("no_show_fee_yen"),
                 rows.get<std::string>("consent")};
  return one;
}

}  // namespace

Programmes programmes(db::KeptReader db, int fiscal_year) {
  constexpr std::size_t years_ahead_max = 2;
  auto rows = db.select(db::joined<"SELECT ", offer_columns, R"( p.capacity IS NOT NULL AS has_capacity
    FROM screening_programmes p WHERE p.society_id = :society AND )",
                                   is_offered, "ORDER BY p.fiscal_year, p.id LIMIT ?">,
                        fiscal_year, years_ahead_max * limits::programmes_of_year_max);
  Programmes found{fiscal_year, {}, false, {}};
  while (rows.next()) {
    Programmes::Offered& one = found.offered.emplace_back(Programmes::Offered{
        rows.get<ProgrammeId>("id"), rows.get<std::string>("title"), rows.get<std::int64_t>("fee_yen"), {}});
    read_rule(rows, one.rule);
    found.has_capacities = found.has_capacities || rows.get<bool>("has_capacity");
  }
  auto all = db.select(R"(
    SELECT p.id, p.cancer, p.fiscal_year FROM screening_programmes p
    WHERE p.society_id = :society ORDER BY p.id DESC LIMIT ?)",
                       limits::programmes_remembered_max);
  while (all.next())
    found.purposes.push_back({all.get<ProgrammeId>("id"), all.get<std::string>("cancer"), all.get<int>("fiscal_year")});
  std::ranges::reverse(found.purposes);
  return found;
}

std::vector<Offer> offers(db::SocietyReader& db, const Programmes& programmes, MemberId member,
                          const std::vector<applications::Standing>& made) {
  const std::vector<Own> own = own_among(made, member, programmes.purposes);
  const std::vector<ProgrammeId> full =
      programmes.has_capacities ? full_ones(db, programmes.fiscal_year) : std::vector<ProgrammeId>{};
  std::vector<Offer> found;
  for (const Programmes::Offered& one : programmes.offered) {
    Offer& offer = found.emplace_back();
    offer.id = one.id, offer.title = one.title, offer.fee_yen = one.fee_yen, offer.rule = one.rule;
    offer.is_full = std::ranges::find(full, one.id) != full.end();
    add_own(offer, own);
  }
  return found;
}

std::optional<Opened> find(db::SocietyReader& db, MemberId member, ProgrammeId id, int fiscal_year) {
  auto rows = db.select(db::joined<"SELECT ", columns, ",", as_met, R"(, m.postal_code, m.address
    FROM members m JOIN screening_programmes p ON p.society_id = m.society_id
    WHERE m.society_id = :society AND m.id = ? AND p.id = ? AND )",
                                   is_offered>,
                        member, id, fiscal_year);
  if (!rows.next()) return {};
  Opened opened{read_stored(rows), read_offer(rows), rows.get<std::string>("postal_code"),
                rows.get<std::string>("address")};
  add_own(opened.offer, own_for_themselves(db, member));
  return opened;
}

std::vector<Applied> applied(db::SocietyReader& db, MemberId applicant) {
  auto rows = db.select(db::joined<applied_columns, applications::own, with_programme, "ORDER BY a.id DESC LIMIT ?">,
                        applicant, limits::applications_listed_max);
  std::vector<Applied> found;
  while (rows.next()) found.push_back(read_applied(rows));
  return found;
}

std::optional<Applied> find_applied(db::SocietyReader& db, MemberId applicant, ApplicationId id) {
  auto rows = db.select(db::joined<applied_columns, applications::own, with_programme, "AND a.id = ?">, applicant, id);
  if (!rows.next()) return {};
  return read_applied(rows);
}

void take_turns(db::SocietyDatabase& db, AccountId account) {
  db.select("SELECT id FROM accounts WHERE society_id = :society AND id = ? FOR UPDATE", account);
}

// Asked and counted in one: of two who want the last place, one gets it.
bool take_place(db::SocietyDatabase& db, ProgrammeId id, int version) {
  return db.execute(R"(
    UPDATE screening_programmes SET taken = taken + 1
    WHERE society_id = :society AND id = ? AND version = ? AND withdrawn_at IS NULL
      AND (capacity IS NULL OR taken < capacity))",
                    id, version) == 1;
}

void add_details(db::SocietyDatabase& db, ApplicationId id, const Details& details) {
  db.execute(R"(
    INSERT INTO screening_applications (society_id, application_id, items, postal_code, address, telephone, fee_yen,
                                        no_show_fee_yen, consent)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
             id, details.items, details.postal_code, details.address, details.telephone, details.fee_yen,
             details.no_show_fee_yen, details.consent);
}

void lock(db::SocietyDatabase& db, ProgrammeId id) {
  db.select("SELECT id FROM screening_programmes WHERE society_id = :society AND id = ? FOR UPDATE", id);
}

void lock_all(db::SocietyDatabase& db) {
  db.select("SELECT id FROM screening_programmes WHERE society_id = :society ORDER BY id FOR UPDATE");
}

void give_back_place(db::SocietyDatabase& db, ProgrammeId id) {
  db.execute("UPDATE screening_programmes SET taken = taken - 1 WHERE society_id = :society AND id = ?", id);
}

std::optional<Stored> find_for_change(db::SocietyDatabase& db, std::string_view name) {
  return first(db.select(db::joined<"SELECT ", columns,
                                    "FROM screening_programmes p WHERE p.society_id = :society AND p.name = ? "
                                    "FOR UPDATE">,
                         name));
}

ProgrammeId add(db::SocietyDatabase& db, const Programme& programme, Timestamp now) {
  return db.insert<ProgrammeId>(
      R"(
    INSERT INTO screening_programmes (society_id, name, title, cancer, items, several_items, audience, women_only,
           age_from, age_to, age_counted, fiscal_year, interval_years, enrolled_on, opens_on, closes_on, capacity,
           fee_yen, no_show_fee_yen, venue, description, consent, published_at, changed_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
      programme.name, programme.title, programme.cancer, joined(programme.items), programme.several_items,
      written(programme.who), programme.women_only, programme.age_from, programme.age_to,
      written(programme.age_counted), programme.fiscal_year, programme.interval_years, programme.enrolled_on,
      programme.opens_on, programme.closes_on, programme.capacity, programme.fee_yen, programme.no_show_fee_yen,
      programme.venue, programme.description, programme.consent, now, now);
}

// Who filled in the form of the version before is told that it has changed.
void change(db::SocietyDatabase& db, ProgrammeId id, const Programme& programme, Timestamp now) {
  db.execute(R"(
    UPDATE screening_programmes SET title = ?, cancer = ?, items = ?, several_items = ?, audience = ?, women_only = ?,
           age_from = ?, age_to = ?, age_counted = ?, fiscal_year = ?, interval_years = ?, enrolled_on = ?,
           opens_on = ?, closes_on = ?, capacity = ?, fee_yen = ?, no_show_fee_yen = ?, venue = ?, description = ?,
           consent = ?, version = version + 1, changed_at = ?, withdrawn_at = NULL
    WHERE society_id = :society AND id = ?)",
             programme.title, programme.cancer, joined(programme.items), programme.several_items,
             written(programme.who), programme.women_only, programme.age_from, programme.age_to,
             written(programme.age_counted), programme.fiscal_year, programme.interval_years, programme.enrolled_on,
             programme.opens_on, programme.closes_on, programme.capacity, programme.fee_yen, programme.no_show_fee_yen,
             programme.venue, programme.description, programme.consent, now, id);
}

bool withdraw(db::SocietyDatabase& db, ProgrammeId id, Timestamp now) {
  return db.execute(R"(
    UPDATE screening_programmes SET withdrawn_at = ? WHERE society_id = :society AND id = ? AND withdrawn_at IS NULL)",
                    now, id) == 1;
}

std::vector<Stored> latest(db::SocietyReader& db, int count_max) {
  auto rows = db.select(db::joined<"SELECT ", columns,
                                   "FROM screening_programmes p WHERE p.society_id = :society "
                                   "ORDER BY p.id DESC LIMIT ?">,
                        count_max);
  std::vector<Stored> found;
  while (rows.next()) found.push_back(read_stored(rows));
  return found;
}

std::optional<Stored> find_stored(db::SocietyReader& db, ProgrammeId id) {
  return first(db.select(
      db::joined<"SELECT ", columns, "FROM screening_programmes p WHERE p.society_id = :society AND p.id = ?">, id));
}

std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name) {
  return first(db.select(
      db::joined<"SELECT ", columns, "FROM screening_programmes p WHERE p.society_id = :society AND p.name = ?">,
      name));
}

int count_of_year(db::SocietyReader& db, int fiscal_year) {
  auto rows = db.select(R"(
    SELECT COUNT(id) AS counted FROM screening_programmes
    WHERE society_id = :society AND fiscal_year = ? AND withdrawn_at IS NULL)",
                        fiscal_year);
  rows.next();
  return rows.get<int>("counted");
}

std::vector<Insured> people(db::SocietyReader& db, MemberId after, std::size_t count_max) {
  auto rows = db.select(R"(
    SELECT m.id, m.birth_date, m.sex, m.relation = '本人' AS is_principal, m.enrolled_on, m.left_on,
           EXISTS (SELECT c.id FROM accounts c WHERE c.society_id = m.society_id AND c.member_id = m.id) AS has_account
    FROM members m WHERE m.society_id = :society AND m.id > ? ORDER BY m.id LIMIT ?)",
                        after, count_max);
  std::vector<Insured> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<Date>("birth_date"), rows.get<std::string>("sex").front(),
                     rows.get<bool>("is_principal"), rows.get<Date>("enrolled_on"),
                     rows.get<std::optional<Date>>("left_on"), rows.get<bool>("has_account")});
  return found;
}

}  // namespace portal::screenings
