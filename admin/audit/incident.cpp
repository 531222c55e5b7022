#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/postcards/print_order.hpp"
#include "base/calendar.hpp"
#include "domain/audit/incident_scope.hpp"
#include "sql/accounts/phone_desk.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

using namespace std::chrono_literals;
using incident_scope::Count;
using incident_scope::Figures;
using incident_scope::Named;

// 2026-11-22, or 2026-11-22T13:20: Japan's time.
struct Moment {
  Timestamp at;
  std::chrono::minutes lasts;  // of a day all of it, else the minute
};

std::optional<std::chrono::minutes> minutes_of(std::string_view clock) {
  constexpr std::string_view form = "13:20";
  if (clock.size() != form.size() || clock[2] != ':') return {};
  const auto digits = [&clock](std::size_t at) -> std::optional<int> {
    const int tens = clock[at] - '0', ones = clock[at + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return {};
    return tens * 10 + ones;
  };
  const auto hours = digits(0), minutes = digits(3);
  if (!hours || !minutes || *hours >= 24 || *minutes >= 60) return {};
  return std::chrono::minutes{*hours * 60 + *minutes};
}

Moment moment_argument(const Arguments& arguments, std::string_view name) {
  const std::string text = arguments.text(name);
  const auto split = text.find('T');
  const auto day = calendar::parse_date(text.substr(0, split));
  const auto clock = split == text.npos ? std::optional(0min) : minutes_of(text.substr(split + 1));
  if (!day || !clock)
    throw Failure(Exit::usage, fmt::format("{} is written as 2026-11-22 or 2026-11-22T13:20, not \"{}\"", name, text));
  return {std::chrono::sys_days(*day) - 9h + *clock, split == text.npos ? std::chrono::minutes{24h} : 1min};
}

AccountId account_argument(const SocietyCall& call, const std::string& name) {
  const auto account = phone_desk::account(call.db, find_member(call.db, name), call.now);
  if (!account) throw Failure(Exit::bad_data, fmt::format("{} has no account", name), "leave --account out");
  return account->id;
}

incidents::Question question_of(const SocietyCall& call) {
  const Moment from = moment_argument(call.arguments, "--from"), to = moment_argument(call.arguments, "--to");
  incidents::Question question{from.at,
                               to.at + to.lasts,
                               call.arguments.text_if_given("--client"),
                               {},
                               call.arguments.text_if_given("--operator")};
  if (question.until <= question.from) throw Failure(Exit::usage, "--to is before --from");
  if (const auto name = call.arguments.text_if_given("--account")) question.account = account_argument(call, *name);
  const int filters = (question.client ? 1 : 0) + (question.account ? 1 : 0) + (question.operator_name ? 1 : 0);
  if (call.arguments.has("--file") && filters > 0)
    throw Failure(Exit::usage, "--file stands alone: who is in a file doesn't depend on who took it");
  return question;
}

std::vector<MemberId> ids_of(const std::vector<incidents::Touch>& touches) {
  std::vector<MemberId> ids;
  for (const incidents::Touch& touch : touches) ids.push_back(touch.person);
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

std::vector<Named> named(db::SocietyReader& db, const std::vector<incidents::Touch>& touches) {
  return incident_scope::named(touches, incidents::persons(db, ids_of(touches)));
}

calendar::Date learnt_on(const SocietyCall& call) {
  const auto text = call.arguments.text_if_given("--learnt-on");
  if (!text) return calendar::date_in_japan(call.now);
  if (const auto day = calendar::parse_date(*text)) return *day;
  throw Failure(Exit::usage, fmt::format("--learnt-on is written as 2026-11-22, not \"{}\"", *text));
}

Table report_table(const Figures& figures, calendar::Date learnt) {
  const incident_scope::Deadlines by = incident_scope::deadlines(learnt);
  Table table({"persons", "children", "protected", "sensitive", "learnt_on", "first_report_from", "first_report_by",
               "full_report_by", "full_report_by_after_attack"});
  table.add({figures.all.persons, figures.all.children, figures.all.protected_ones, figures.has_sensitive,
             to_sql(learnt), to_sql(by.first_from), to_sql(by.first_until), to_sql(by.full),
             to_sql(by.full_after_attack)});
  return table;
}

Table kinds_table(const Figures& figures) {
  Table table({"data", "persons", "children", "protected"});
  for (const auto& [data, count] : figures.by_data)
    table.add({std::string(incident_scope::in_words(data)), count.persons, count.children, count.protected_ones});
  return table;
}

Table persons_table(const std::vector<Named>& persons) {
  Table table({"group", "number", "name", "data", "first", "last"});
  for (const Named& one : persons)
    table.add({std::string(one.group()),
               member_roster::written(one.person.symbol, one.person.number, one.person.branch), one.person.name,
               incident_scope::in_words(one.data), one.first, one.last});
  return table;
}

std::vector<Section> sections(const std::vector<Named>& persons, calendar::Date learnt) {
  const Figures figures = incident_scope::figures(persons);
  return {{"report", report_table(figures, learnt), true},
          {"data", kinds_table(figures)},
          {"persons", persons_table(persons)}};
}

std::vector<audit::About> all_of(const std::vector<Named>& persons) {
  std::vector<audit::About> of;
  for (const Named& one : persons) of.push_back({.member = one.person.id});
  return of;
}

void save(const incident_scope::Letters& letters, PrintOrder& order) {
  order.write(letters.bytes);
  order.finish();
  tell("portalctl: whom to write to stands in {}: protected ones first, to themselves alone\n", order.names());
  if (!letters.is_whole)
    tell("portalctl: CP932 lacks some characters; 〓 stands there\n  -> --encoding utf-8 has them all\n");
}

// What somebody does who has the passwords of these accounts: signs in, and looks at the expenses of the household.
constexpr std::string_view played_client = "203.0.113.66";  // of nobody, RFC 5737
void play(db::SocietyDatabase& db, const std::vector<incidents::Household>& households, Timestamp now) {
  const audit::Origin origin{.client_address = std::string(played_client), .request_id = "drill"};
  const auto year = calendar::date_in_japan(now).year();
  for (const incidents::Household& one : households) {
    audit::write(db, audit::Event::sign_in, {.account = one.account, .member = one.members.front()}, origin, now);
    audit::write(db, audit::Showing{audit::Event::expenses_seen, year, one.members}, one.account, origin, now);
  }
}

std::size_t members_of(const std::vector<incidents::Household>& households) {
  std::size_t count = 0;
  for (const incidents::Household& one : households) count += one.members.size();
  return count;
}

}  // namespace

Sight incident_scope(const SocietyCall& call) {
  const incidents::Question question = question_of(call);
  const auto learnt = learnt_on(call);
  const csv::Encoding encoding = encoding_of(call.arguments);
  const auto file = call.arguments.text_if_given("--letters");
  const auto order = file ? std::make_shared<PrintOrder>(std::filesystem::path(*file), call.society.slug) : nullptr;
  if (order) order->demand_no_left_over();
  const auto name = call.arguments.text_if_given("--file");
  const auto touches = name ? incidents::in_file(call.db, *name, question) : incidents::touched(call.db, question);
  const auto persons = named(call.db, touches);
  const std::size_t erased = ids_of(touches).size() - persons.size();
  return sight(call, audit::Event::staff_incident_scoped, all_of(persons),
               [persons, learnt, order, encoding, erased, json = call.json] {
                 print_sections(sections(persons, learnt), json);
                 if (erased > 0)
                   tell("portalctl: {} more were erased since (portalctl member erased): count them in the report\n",
                        erased);
                 if (order) save(incident_scope::letters(persons, encoding), *order);
                 if (persons.empty()) tell("portalctl: the audit log names nobody in that time\n");
               });
}

// In the demo alone: it names people. What it plays is undone; what stays is that it was played.
Sight incident_drill(const SocietyCall& call) {
  constexpr int households_max = 3;
  if (!call.config.demo)
    throw Failure(Exit::bad_configuration, "this is no demo: a drill names made-up people only",
                  "play it where portal.toml says demo = true, as ./run starts it");
  const auto households = incidents::some_households(call.db, households_max);
  if (households.empty())
    throw Failure(Exit::bad_data, "nobody has an account yet", "register one of the demo's members first");
  std::vector<Named> persons;
  {
    const db::Transaction undone(call.database);
    play(call.db, households, call.now);
    persons =
        named(call.db, incidents::touched(call.db, {call.now, call.now + 1us, std::string(played_client), {}, {}}));
  }
  const std::size_t played = members_of(households);
  Sight found = sight(call, audit::Event::staff_incident_drilled, all_of(persons), [=, &call] {
    tell("portalctl: a drill: from {}, {} accounts were signed in to, and the expenses of {} people read\n",
         played_client, households.size(), played);
    print_sections(sections(persons, calendar::date_in_japan(call.now)), call.json);
    tell(
        "portalctl: {} of {} people were found; nothing of what was played is left\n"
        "  -> next: docs/operating.md, A leak\n",
        persons.size(), played);
  });
  found.exit = persons.size() == played ? Exit::good : Exit::bug;
  return found;
}

}  // namespace portal::admin
