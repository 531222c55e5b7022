#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/config.hpp"
#include "base/formats/csv.hpp"
#include "sql/database.hpp"
#include "sql/societies.hpp"

namespace portal::admin {

// What portalctl ends with: the codes of sysexits.h.
enum class Exit {
  good = 0,
  usage = 64,
  bad_data = 65,
  no_input = 66,
  database_away = 69,
  bug = 70,
  no_output = 73,
  disk = 74,
  try_later = 75,
  no_permission = 77,
  bad_configuration = 78,
};

// A file or folder that its owner keeps from us: Exit::no_permission.
inline bool is_forbidden(const std::error_code& error) {
  return error == std::errc::permission_denied || error == std::errc::operation_not_permitted;
}

// The command can't be carried out. what() says why, `remedy` what to do next; both are for the operator's eyes.
struct Failure : std::runtime_error {
  Failure(Exit code, const std::string& why, std::string what_next = "")
      : runtime_error(why), exit(code), remedy(std::move(what_next)) {}
  Exit exit;
  std::string remedy;
};

// A file or folder can't be made. Throws Failure (no output); of a full disk std::system_error (Exit::disk), as writing
// does.
[[noreturn]] void fail_to_make(const std::filesystem::path& what, int error, const std::string& remedy = "");

// What stood behind the verb, by option ("--csv") or by place ("FILE").
class Arguments {
 public:
  void add(std::string_view name, std::vector<std::string> values) { values_[std::string(name)] = std::move(values); }

  bool has(std::string_view name) const { return values_.contains(name); }
  std::string text(std::string_view name) const;  // throws Failure (usage) when it wasn't given
  std::optional<std::string> text_if_given(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  std::optional<int> integer_if_given(std::string_view name, int least, int most) const;  // throws Failure (usage)
  std::optional<bool> yes_or_no_if_given(std::string_view name) const;                    // throws Failure (usage)

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// The file of that name, which is there, is one and may be read; throws Failure otherwise. Pipes, devices and - are
// refused by name: what is taken in is read more than once, and its report lies beside it.
std::filesystem::path the_file(const std::string& name);

csv::Encoding encoding_of(const Arguments& arguments);  // --encoding: UTF-8 without; throws Failure (usage)

// What a command may touch. Its kind is what the command needs to be there: like a handler's Visit, the parameter's
// type is the demand.
struct Call {
  const std::filesystem::path& config_file;
  const Arguments& arguments;
  std::optional<std::string> society_slug;  // --society
  bool json = false;                        // a list is to be printed for programs
};

// The configuration could be read.
struct ConfiguredCall : Call {
  const Config& config;
};

// By this machine's clock, as file systems tell it: how long ago something was written. All else goes by the
// database's.
Timestamp machine_now();

// The database answers, as the user "ctl", and has the schema that this program was built for.
struct DatabaseCall : ConfiguredCall {
  db::Database& database;
  Timestamp now;  // the database's clock, read once
};

// --society names one that is there.
struct SocietyCall : DatabaseCall {
  const Society& society;
  db::SocietyDatabase& db;
};

// The call of a command that changes something, whatever else it needs: `applies` says whether it may. Without --apply
// it says what it would do and leaves everything as it is.
template <class Kind>
struct Changing : Kind {
  bool applies;
};

// Who runs portalctl, for audit rows and imports: "os:sato", or "os:root/sato" when sato became root; at most 64 ASCII
// characters.
std::string operator_name();
std::string user_name();  // whose rights portalctl has
// Of a user of this machine, as /etc/passwd has their name: 佐藤 of 佐藤　花子. Empty: it says nothing in Japanese.
std::string family_name_of(const std::string& user);

// Where the database trusts system users (no password file), root goes on as the one that it knows, for good; else as
// whose the password file is. Of anybody else, nothing changes. Throws Failure (configuration) when there is no such
// user.
void become(const DatabaseUser& user);

// The same for as long as it lives.
class ActingAs {
 public:
  explicit ActingAs(const DatabaseUser& user);
  ~ActingAs();
  ActingAs(const ActingAs&) = delete;
  ActingAs& operator=(const ActingAs&) = delete;

 private:
  bool acts_;
};

Society find_society(db::Database& database,
                     std::string_view slug);  // throws Failure (usage) with the slug that was meant

// The one of --society, or all.
std::vector<Society> chosen_societies(const DatabaseCall& call);

// The settings to connect with as one of the configuration's users; throws ConfigError or Failure (no permission).
db::Settings connection(const Config& config, const DatabaseUser& user);

}  // namespace portal::admin
