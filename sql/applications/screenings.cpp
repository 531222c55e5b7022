#include "sql/applications/screenings.hpp"

#include <array>
#include <charconv>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "base/json.hpp"
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

Stored read_stored(const db::Rows& rows) {
  Stored stored;
  stored.id = rows.get<ProgrammeId>("id");
  stored.name = rows.get<std::string>("name");
  stored.title = rows.get<std::string>("title");
  stored.cancer = rows.get<std::string>("cancer");
  stored.items = cut(rows.get<std::string>("items"));
  stored.several_items = rows.get<bool>("several_items");
  stored.who = read<Who>(who_texts, rows.get<std::string>("audience"));
  stored.women_only = rows.get<bool>("women_only");
  stored.age_from = rows.get<std::optional<int>>("age_from");
  stored.age_to = rows.get<std::optional<int>>("age_to");
  stored.age_counted = read<AgeCounted>(age_texts, rows.get<std::string>("age_counted"));
  stored.fiscal_year = rows.get<int>("fiscal_year");
  stored.interval_years = rows.get<int>("interval_years");
  stored.enrolled_on = rows.get<std::optional<Date>>("enrolled_on");
  stored.opens_on = rows.get<Date>("opens_on");
  stored.closes_on = rows.get<Date>("closes_on");
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

// What offer_json says, read back.
class Said {
 public:
  explicit Said(std::string_view json) {
    auto texts = json::read_texts(json);
    if (!texts) throw std::runtime_error("an offer is not what it was written as");
    texts_ = *std::move(texts);
  }
  const std::string& text(const char* name) const { return texts_.at(name); }
  bool is(const char* name) const { return text(name) != "0"; }
  Date day(const char* name) const { return date_from_sql(text(name)); }
  std::optional<Date> day_if_any(const char* name) const {
    return text(name).empty() ? std::nullopt : std::optional(day(name));
  }
  template <class T>
  std::optional<T> number_if_any(const char* name) const {
    T number{};
    const std::string& digits = text(name);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
  }
  template <class T>
  T number(const char* name) const {
    return number_if_any<T>(name).value();
  }

 private:
  std::map<std::string, std::string> texts_;
};

// What an applicant is shown: applied_columns, applications::own, with_programme.
constexpr db::Piece applied_columns(R"(
    SELECT a.id, a.programme_id, a.member_id, m.name AS member_name, a.status, a.message, a.revision, a.applied_at,
           a.changed_at, p.title, p.fiscal_year, p.women_only, p.closes_on, d.items, d.postal_code, d.address,
           d.telephone, d.fee_yen, d.no_show_fee_yen, d.consent
    FROM )");
constexpr db::Piece with_programme(R"(
    JOIN screening_programmes p ON p.society_id = a.society_id AND p.id = a.programme_id
    JOIN screening_applications d ON d.society_id = a.society_id AND d.application_id = a.id
    WHERE a.society_id = :society AND a.kind = 'screening' )");

Applied read_applied(const db::Rows& rows) {
  Applied one{{rows.get<ApplicationId>("id"), applications::Kind::screening, rows.get<ProgrammeId>("programme_id"),
               rows.get<MemberId>("member_id"), rows.get<std::string>("member_name"),
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

Offer read_offer(ProgrammeId id, const std::string& json) {
  const Said said(json);
  Offer offer;
  offer.id = id;
  offer.title = said.text("title");
  offer.fee_yen = said.number<std::int64_t>("fee_yen");
  offer.is_full = said.is("is_full");
  offer.enrolled_on = said.day("member_enrolled_on");
  if (const auto applied = said.number_if_any<std::int64_t>("applied")) offer.applied = ApplicationId{*applied};
  offer.last_year = said.number_if_any<int>("last_year");
  Rule& rule = offer.rule;
  rule.cancer = said.text("cancer");
  rule.fiscal_year = said.number<int>("fiscal_year");
  rule.who = read<Who>(who_texts, said.text("audience"));
  rule.women_only = said.is("women_only");
  rule.age_from = said.number_if_any<int>("age_from");
  rule.age_to = said.number_if_any<int>("age_to");
  rule.age_counted = read<AgeCounted>(age_texts, said.text("age_counted"));
  rule.interval_years = said.number<int>("interval_years");
  rule.enrolled_on = said.day_if_any("enrolled_on");
  rule.opens_on = said.day("opens_on");
  rule.closes_on = said.day("closes_on");
  return offer;
}

std::vector<Offer> offers(db::SocietyReader& db, MemberId member, int fiscal_year) {
  constexpr std::size_t years_ahead_max = 2;
  auto rows = db.select(db::joined<"SELECT p.id, ", offer_json, R"( AS offer
    FROM members m JOIN screening_programmes p ON p.society_id = m.society_id
    WHERE m.society_id = :society AND m.id = ? AND )",
                                   is_offered, "ORDER BY p.fiscal_year, p.id LIMIT ?">,
                        member, fiscal_year, years_ahead_max * limits::programmes_of_year_max);
  std::vector<Offer> found;
  while (rows.next()) found.push_back(read_offer(rows.get<ProgrammeId>("id"), rows.get<std::string>("offer")));
  return found;
}

std::optional<Opened> find(db::SocietyReader& db, MemberId member, ProgrammeId id, int fiscal_year) {
  auto rows = db.select(db::joined<"SELECT ", columns, ", m.postal_code, m.address, ", offer_json, R"( AS offer
    FROM members m JOIN screening_programmes p ON p.society_id = m.society_id
    WHERE m.society_id = :society AND m.id = ? AND p.id = ? AND )",
                                   is_offered>,
                        member, id, fiscal_year);
  if (!rows.next()) return {};
  return Opened{read_stored(rows), read_offer(id, rows.get<std::string>("offer")), rows.get<std::string>("postal_code"),
                rows.get<std::string>("address")};
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
