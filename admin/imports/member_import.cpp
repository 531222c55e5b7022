#include "domain/imports/member_import.hpp"

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/money.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

std::string grouped(std::size_t number) { return money::grouped(static_cast<std::int64_t>(number)); }

void say_plan(const member_import::Plan& plan) {
  const imports::Counts& counts = plan.counts;
  fmt::print("追加　　　{}人\n変更　　　{}人\n変更なし　{}人\n資格喪失　{}人（いまの加入者{}人のうち）\n",
             grouped(counts.added), grouped(counts.changed), grouped(counts.unchanged), grouped(counts.ended),
             grouped(plan.enrolled_before));
  import_command::say_notices(plan.notices);
}

void refuse_mass_ending(const member_import::Plan& plan, std::size_t allowed) {
  if (!plan.ends_too_many(allowed)) return;
  const csv::Fault fault = member_import::too_many_ending(plan);
  throw Failure(Exit::bad_data, fault.reason + "。何も変えていません", fault.remedy);
}

member_import::Plan make_plan(const SocietyCall& call, const fs::path& file) {
  Progress progress(file.filename().string(), 0);
  return member_import::plan(call.db, file, call.arguments.has("--full"), calendar::date_in_japan(call.now),
                             [&progress](std::size_t done) { progress.at(done); });
}

Exit apply(const SocietyCall& call, const fs::path& file, const member_import::Plan& plan) {
  const ImportId id = [&] {
    const Progress progress("取り込み中", 0);
    return member_import::apply(scene_of(call), call.database, plan, file);
  }();
  return import_command::say_taken_in(id);
}

}  // namespace

Exit member_import(const SocietyCall& call) {
  constexpr int ending_max = 10'000'000;
  const auto allowed =
      static_cast<std::size_t>(call.arguments.integer_if_given("--allow-ending", 0, ending_max).value_or(0));
  const fs::path file = import_command::the_file(call.arguments);
  const bool applying = import_command::begins_to_apply(call);
  const member_import::Plan plan = make_plan(call, file);
  if (const auto before = member_import::taken_already(call.db, plan))
    return import_command::say_taken_already(*before);
  if (!plan.faults.empty()) return import_command::say_faults(file, plan.faults);
  say_plan(plan);
  import_command::write_report(file, plan.outcomes);
  refuse_mass_ending(plan, allowed);
  return applying ? apply(call, file, plan) : import_command::say_nothing_changed();
}

}  // namespace portal::admin
