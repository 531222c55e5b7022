#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "admin/call.hpp"
#include "base/formats/csv.hpp"
#include "domain/imports/import_kinds.hpp"

// What every import command does and says alike, in Japanese for the clerk who made the file.
namespace portal::admin::import_command {

// The argument FILE; throws Failure when it isn't there or may not be read.
std::filesystem::path the_file(const Arguments& arguments);

// With --apply, nothing else is taken in beside this until the program ends; throws Failure when another import is
// running.
void begin(const Changing<SocietyCall>& call);

// What ends an import before anything changes: the first faults on the screen, all of them beside the file.
Exit say_faults(const std::filesystem::path& file, const std::vector<csv::Fault>& faults);
void say_notices(const std::vector<std::string>& notices);
Exit say_nothing_changed();

// A file to be taken in with --apply. Of kinds that are kept as imports: import_kinds::take_in<KIND>.
struct Arriving {
  import_kinds::TakeIn* take_in;
  std::filesystem::path file;      // or the folder
  std::filesystem::path table;     // whose lines the faults and the report name; they are written beside it
  std::size_t ending_allowed = 0;  // see import_kinds::Order
};
Exit take_in(const Changing<SocietyCall>& call, const Arriving& arriving);
Exit take_in(const Changing<SocietyCall>& call, import_kinds::TakeIn* take_in);  // the argument FILE

}  // namespace portal::admin::import_command
