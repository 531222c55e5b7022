// What is shown has no row of imports, which is what the command tells about.
#include "admin/imports/import_command.hpp"

#include "domain/imports/member_import.hpp"
#include "domain/publishing/publication.hpp"

namespace {

using namespace portal;
using admin::import_command::Arriving;

void arrive() {
  // Refused: Imported|take_in
  static_cast<void>(Arriving{.take_in = import_kinds::take_in<publication::Notices>, .file = {}, .table = {}});

  static_cast<void>(Arriving{.take_in = import_kinds::take_in<member_import::Members>, .file = {}, .table = {}});
}

}  // namespace
