// A kind of file says all of its parts before it stands in the table.
#include "domain/imports/import_kinds.hpp"

namespace {

using namespace portal;
using import_kinds::kind_of, import_kinds::Order, import_kinds::Writing;

struct Whole {
  static constexpr std::string_view name = "whole";
  static constexpr bool comes_as_folder = false;
  static constexpr auto imported = audit::Event::members_imported, reverted = audit::Event::members_reverted;
  using Plan = import_kinds::Plan;
  static Plan plan(db::SocietyReader&, const Order&, calendar::Date, const import_file::Progress&) { return {}; }
  static std::string figures(const Plan&) { return ""; }
  static void write(const Writing&, Plan&) {}
  static std::string what_is_in_the_way(db::SocietyReader&, const imports::Import&) { return ""; }
  static std::string take_back(const Scene&, ImportId) { return ""; }
};

// Planning may not write.
struct WritesEarly : Whole {
  static Plan plan(db::SocietyDatabase&, const Order&, calendar::Date, const import_file::Progress&) { return {}; }
};
struct SaysNoFigures : Whole {
  static void figures(const Plan&) {}
};
struct CannotBeUndone : Whole {
  static void take_back(const Scene&, ImportId) {}
  static constexpr std::string_view why_no_revert = "it was sent", instead = "send another";
};

void table() {
  // Refused: Imported|kind_of
  static_cast<void>(kind_of<WritesEarly>());
  static_cast<void>(kind_of<SaysNoFigures>());
  static_cast<void>(kind_of<import_kinds::Plan>());

  static_cast<void>(kind_of<Whole>());
  static_cast<void>(kind_of<CannotBeUndone>());
}

}  // namespace
