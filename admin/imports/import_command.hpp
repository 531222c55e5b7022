#pragma once
#include <filesystem>
#include <vector>

#include "admin/call.hpp"
#include "domain/imports/import_file.hpp"
#include "sql/imports/imports.hpp"

// What every import command does and says alike, in Japanese for the clerk who made the file.
namespace portal::admin::import_command {

// The argument FILE; throws Failure when it isn't there or may not be read.
std::filesystem::path the_file(const Arguments& arguments);

// Whether --apply was given. With it, nothing else is taken in beside this until the program ends; throws Failure when
// another import is running, or when the arguments contradict each other.
bool begins_to_apply(const SocietyCall& call);

// What ends an import before anything changes: the first faults on the screen, all of them beside the file.
Exit say_faults(const std::filesystem::path& file, const std::vector<csv::Fault>& faults);
Exit say_taken_already(const imports::Import& import);

// What a clerk is asked to look at (確認); the first of it by name. It stops nothing.
void say_odd(const std::filesystem::path& file, const std::vector<import_file::Outcome>& outcomes,
             std::size_t odd_count);
void say_notices(const std::vector<std::string>& notices);
// The import itself does not need the report: a folder that can't be written is said and no more.
void write_report(const std::filesystem::path& file, const std::vector<import_file::Outcome>& outcomes);

Exit say_taken_in(ImportId id);
Exit say_nothing_changed();

}  // namespace portal::admin::import_command
