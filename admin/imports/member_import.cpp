#include "domain/imports/member_import.hpp"

#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"

namespace portal::admin {

Exit member_import(const Changing<SocietyCall>& call) {
  constexpr int ending_max = 10'000'000;
  const auto allowed =
      static_cast<std::size_t>(call.arguments.integer_if_given("--allow-ending", 0, ending_max).value_or(0));
  const auto file = import_command::the_file(call.arguments);
  const bool full = call.arguments.has("--full");
  return import_command::take_in(call, {.take_in = full ? import_kinds::take_in<member_import::Roster>
                                                        : import_kinds::take_in<member_import::Members>,
                                        .file = file,
                                        .table = file,
                                        .ending_allowed = allowed});
}

}  // namespace portal::admin
