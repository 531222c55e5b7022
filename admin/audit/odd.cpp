#include <array>
#include <map>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "base/calendar.hpp"
#include "base/log.hpp"
#include "sql/audit/odd_reads.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

using namespace std::chrono_literals;
using audit::Event;

// One by one, as on the telephone. What goes out as a file to a printer or the core system is a job of its own.
constexpr std::array<Event, 7> looks{Event::member_shown_to_staff,      Event::staff_members_found,
                                     Event::application_shown_to_staff, Event::staff_applications_listed,
                                     Event::staff_documents_listed,     Event::staff_audit_read,
                                     Event::staff_incident_scoped};

constexpr const char* morning = "0600";
constexpr const char* evening = "2200";

std::string names_of_looks() {
  std::string names;
  for (const Event event : looks) names += (names.empty() ? "" : ",") + std::string(audit::name_of(event));
  return names;
}

// sato of os:sato and os:root/sato.
std::string_view person_of(std::string_view operator_name) {
  const auto slash = operator_name.rfind('/');
  if (slash != operator_name.npos) return operator_name.substr(slash + 1);
  constexpr std::string_view prefix = "os:";
  return operator_name.starts_with(prefix) ? operator_name.substr(prefix.size()) : operator_name;
}

// By user of this machine: what --name says, else nothing.
std::map<std::string, std::string, std::less<>> said_names(const Arguments& arguments) {
  std::map<std::string, std::string, std::less<>> names;
  for (const std::string& said : arguments.all("--name")) {
    const auto split = said.find('=');
    if (split == said.npos || split == 0 || split + 1 == said.size())
      throw Failure(Exit::usage, fmt::format("--name is written as sato=佐藤, not \"{}\"", said));
    names[said.substr(0, split)] = said.substr(split + 1);
  }
  return names;
}

// A society's findings: lines of the table, and whom they name.
struct Findings {
  const Society& society;
  Table& table;
  std::vector<Sight::Row>& rows;
  int count = 0;

  void add(const char* why, const odd_reads::Day& one) {
    table.add({society.slug, why, one.operator_name, to_sql(one.day), Cell{}, one.persons, one.times});
    ++count;
  }
  void add(const char* why, const odd_reads::One& one) {
    table.add({society.slug, why, one.operator_name, to_sql(one.day),
               member_roster::written(one.symbol, one.number, one.branch), std::int64_t{1}, one.times});
    rows.push_back({society.id, {.member = one.person}});
    ++count;
  }
};

void look(const DatabaseCall& call, Findings& findings, const odd_reads::Question& question) {
  constexpr int persons_max = 100'000;
  constexpr int persons_ordinary = 100;
  const int many = call.arguments.integer_if_given("--persons", 1, persons_max).value_or(persons_ordinary);
  db::SocietyReader db(call.database, findings.society.id);
  for (const auto& one : odd_reads::many(db, question, many)) findings.add("many persons", one);
  for (const auto& one : odd_reads::at_night(db, question, morning, evening)) findings.add("at night", one);
  for (const auto& one : odd_reads::of_protected(db, question)) findings.add("protected", one);
  const auto names = said_names(call.arguments);
  for (const std::string& name : odd_reads::operators(db, question)) {
    const auto known = names.find(person_of(name));
    const std::string family = known == names.end() ? family_name_of(std::string(person_of(name))) : known->second;
    if (family.empty()) continue;
    for (const auto& one : odd_reads::of_family_name(db, question, name, family)) findings.add("own family name", one);
  }
}

// The journal may be read by strangers: it gets how many there are, and nobody's number.
void alarm(const std::map<std::string, int>& counts) {
  for (const auto& [slug, count] : counts)
    log::write(log::Level::warning, log::Event("odd_reads"), {{"society", slug}, {"findings", std::int64_t{count}}});
}

}  // namespace

Sight audit_odd(const DatabaseCall& call) {
  constexpr int days_max = 366;
  const int days = call.arguments.integer_if_given("--days", 1, days_max).value_or(1);
  const Timestamp midnight = std::chrono::sys_days(calendar::date_in_japan(call.now)) - 9h;
  const odd_reads::Question question{midnight - std::chrono::days{days}, midnight, names_of_looks()};
  Table table({"society", "why", "operator", "day", "member", "persons", "times"});
  Sight found{Event::staff_odd_reads_listed, {}, {}};
  std::map<std::string, int> counts;
  for (const Society& society : chosen_societies(call)) {
    Findings findings{society, table, found.rows};
    look(call, findings, question);
    if (findings.count == 0) continue;
    counts[society.slug] = findings.count;
  }
  if (call.arguments.has("--alarm")) {
    found.rows.clear();
    found.show = [counts] { alarm(counts); };
    return found;
  }
  found.show = [table, json = call.json] {
    table.print(json);
    if (table.empty()) tell("portalctl: nothing odd\n");
  };
  return found;
}

}  // namespace portal::admin
