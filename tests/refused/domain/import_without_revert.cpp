// A kind whose imports can't be undone says why. (In a file of its own: the compilers look into the table's line.)
#include "domain/imports/import_kinds.hpp"

namespace {

using namespace portal;
using import_kinds::Order, import_kinds::Writing;

struct SaysNotWhy {
  static constexpr std::string_view name = "once";
  static constexpr bool comes_as_folder = false;
  static constexpr auto imported = audit::Event::members_imported;
  using Plan = import_kinds::Plan;
  static Plan plan(db::SocietyReader&, const Order&, calendar::Date, const import_file::Progress&) { return {}; }
  static std::string figures(const Plan&) { return ""; }
  static void write(const Writing&, Plan&) {}
};

void table() {
  // Refused: why_no_revert
  static_cast<void>(import_kinds::kind_of<SaysNotWhy>());
}

}  // namespace
