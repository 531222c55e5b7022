#include <array>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/applications/application_name.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "base/text.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "sql/applications/application_exports.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

using application_desk::Facts;
using application_desk::Person;
using applications::Kind;
using applications::Status;

std::optional<Status> status_argument(const Arguments& arguments) {
  const auto typed = arguments.text_if_given("--status");
  if (!typed) return {};
  for (const Kind kind : {Kind::limit_certificate, Kind::screening})
    if (const auto status = application_status::from_words(kind, *typed)) return status;
  throw Failure(Exit::usage, fmt::format("\"{}\" is no status", *typed),
                "--status takes 受付, 確認中, 差戻し, 承認, 発送済, 取下げ or 取消");
}

std::string written(const Person& person) {
  return member_roster::written(person.symbol, person.number, person.branch);
}

Table table_of(const std::vector<Facts>& found) {
  Table table({"receipt", "kind", "status", "applied_at", "changed_at", "member", "name", "applicant", "hidden"});
  for (const Facts& one : found)
    table.add({receipt_number::of(one.kind, one.id), kind_words(one.kind),
               std::string(application_status::words(one.kind, one.status)), one.applied_at, one.changed_at,
               written(one.member), one.member.name, written(one.applicant), one.is_hidden});
  return table;
}

Facts the_application(const SocietyCall& call) {
  const std::string typed = call.arguments.text("RECEIPT");
  const auto receipt = receipt_number::parse(typed);
  if (!receipt)
    throw Failure(Exit::usage, fmt::format("\"{}\" is no receipt number", typed),
                  "write G-0001234-4; the last digit tells slips of the pen. portalctl application list shows them");
  const std::array<ApplicationId, 1> ids{receipt->id};
  auto found = application_desk::facts(call.db, ids);
  if (found.empty() || found.front().kind != receipt->kind)
    throw Failure(Exit::usage, fmt::format("there is no application {} in this society", typed),
                  "portalctl application list shows those that are there");
  return std::move(found.front());
}

Table about_application(const Facts& facts) {
  Table table({"receipt", "kind", "status", "message", "revision", "applied_at", "changed_at", "hidden"});
  table.add({receipt_number::of(facts.kind, facts.id), kind_words(facts.kind),
             std::string(application_status::words(facts.kind, facts.status)), facts.message,
             std::int64_t{facts.revision}, facts.applied_at, facts.changed_at, facts.is_hidden});
  return table;
}

Table about_person(const Person& person) {
  Table table({"number", "name", "kana", "birth_date"});
  table.add({written(person), person.name, person.kana, to_sql(person.birth_date)});
  return table;
}

Table about_limit(const SocietyCall& call, ApplicationId id) {
  Table table({"from", "to", "postal_code", "address", "telephone", "proxy_name", "proxy_relation", "proxy_reason"});
  constexpr std::size_t month = std::string_view("2026-11").size();
  for (const auto& asked : application_desk::limits_asked(call.db, std::array<ApplicationId, 1>{id}))
    table.add({to_sql(asked.from_month).substr(0, month), to_sql(asked.to_month).substr(0, month), asked.postal_code,
               asked.address, asked.telephone, asked.proxy_name, asked.proxy_relation, asked.proxy_reason});
  return table;
}

Table about_screening(const SocietyCall& call, ApplicationId id) {
  Table table({"fiscal_year", "programme", "title", "items", "postal_code", "address", "telephone"});
  for (const auto& asked : application_desk::screenings_asked(call.db, std::array<ApplicationId, 1>{id}))
    table.add({std::int64_t{asked.fiscal_year}, asked.programme, asked.title, asked.items, asked.postal_code,
               asked.address, asked.telephone});
  return table;
}

Table about_exports(const SocietyCall& call, ApplicationId id) {
  Table table({"export", "revision", "exported_at", "file"});
  for (const auto& one : application_exports::sendings(call.db, id))
    table.add({number(one.id), std::int64_t{one.revision}, one.exported_at, one.file_name});
  return table;
}

// Of the same kind, for the same member, by somebody else.
Table about_others_open(const SocietyCall& call, const Facts& facts) {
  Table table({"receipt"});
  for (const auto& [id, other] : application_desk::open_beside(call.db, std::array<ApplicationId, 1>{facts.id}))
    table.add({receipt_number::of(facts.kind, other)});
  return table;
}

// Whoever has the number of a receipt may be on the telephone.
void warn_of_hidden(const Facts& facts) {
  if (!facts.is_hidden) return;
  fmt::print(
      stderr,
      "portalctl: {} is protected: {}, who applied for them, is told nothing of this, not even that it is there\n"
      "  -> speak to the member alone\n",
      written(facts.member), written(facts.applicant));
}

// Whom it is for, the application's number tells.
audit::About about(const Facts& facts) { return {.member = facts.applicant.id, .object = facts.id}; }

}  // namespace

std::optional<Kind> kind_argument(const Arguments& arguments) {
  const auto typed = arguments.text_if_given("--kind");
  if (!typed) return {};
  if (*typed == "limit-certificate") return Kind::limit_certificate;
  if (*typed == "screening") return Kind::screening;
  throw Failure(Exit::usage, fmt::format("--kind takes limit-certificate or screening, not \"{}\"", *typed));
}

std::string kind_words(Kind kind) { return kind == Kind::limit_certificate ? "限度額申請" : "がん検診"; }

Sight application_list(const SocietyCall& call) {
  constexpr int most = 10'000;
  constexpr int ordinary = 100;
  const int count_max = call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
  const auto found =
      application_desk::latest(call.db, kind_argument(call.arguments), status_argument(call.arguments), count_max);
  std::vector<audit::About> of;
  for (const Facts& one : found) of.push_back(about(one));
  return sight(call, audit::Event::staff_applications_listed, of,
               [table = table_of(found), json = call.json] { table.print(json); });
}

Sight application_show(const SocietyCall& call) {
  const Facts facts = the_application(call);
  const std::vector<Section> sections{
      {"application", about_application(facts), true},
      {"applicant", about_person(facts.applicant), true},
      {"member", about_person(facts.member), true},
      {"asked", facts.kind == Kind::limit_certificate ? about_limit(call, facts.id) : about_screening(call, facts.id),
       true},
      {"exports", about_exports(call, facts.id)},
      {"others_open", about_others_open(call, facts)}};
  return sight(call, audit::Event::application_shown_to_staff, {about(facts)}, [sections, facts, json = call.json] {
    print_sections(sections, json);
    warn_of_hidden(facts);
  });
}

Exit application_import_results(const Changing<SocietyCall>& call) {
  return import_command::take_in(call, import_kinds::take_in<application_results::Results>);
}

}  // namespace portal::admin
