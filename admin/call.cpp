#include "admin/call.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

namespace portal::admin {

void fail_to_make(const std::filesystem::path& what, int error, const std::string& remedy) {
  const std::system_error why(error, std::generic_category(), what.string());
  if (error == ENOSPC || error == EDQUOT) throw why;
  throw Failure(Exit::no_output, why.what(), remedy);
}

Timestamp machine_now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::string Arguments::text(std::string_view name) const {
  if (auto value = text_if_given(name)) return *std::move(value);
  throw Failure(Exit::usage, fmt::format("{} is missing", name));
}

std::optional<std::string> Arguments::text_if_given(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return {};
  return found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<int> Arguments::integer_if_given(std::string_view name, int least, int most) const {
  const auto text = text_if_given(name);
  if (!text) return {};
  int value = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc{} || stopped != end || value < least || value > most)
    throw Failure(Exit::usage,
                  fmt::format("{} takes a whole number from {} to {}, not \"{}\"", name, least, most, *text));
  return value;
}

std::optional<bool> Arguments::yes_or_no_if_given(std::string_view name) const {
  const auto text = text_if_given(name);
  if (!text) return {};
  if (*text == "yes") return true;
  if (*text == "no") return false;
  throw Failure(Exit::usage, fmt::format("{} takes yes or no, not \"{}\"", name, *text));
}

std::filesystem::path the_file(const std::string& name) {
  namespace fs = std::filesystem;
  constexpr const char* remedy = "write what comes out of it into a file, and name that";
  if (name == "-") throw Failure(Exit::usage, "-: standard input is not taken", remedy);
  const fs::path file = name;
  const std::string place = fs::absolute(file).lexically_normal().string();
  std::error_code error;
  const fs::file_status found = fs::status(file, error);
  if (found.type() == fs::file_type::not_found) throw Failure(Exit::no_input, fmt::format("{}: no such file", name));
  if (error && is_forbidden(error)) throw Failure(Exit::no_permission, fmt::format("{}: may not be read", name));
  if (fs::is_directory(found)) throw Failure(Exit::no_input, fmt::format("{}: is a folder, not a file", name));
  if (!fs::is_regular_file(found) || place.starts_with("/dev/") || place.starts_with("/proc/"))
    throw Failure(Exit::no_input, fmt::format("{}: is a pipe or a device, not a file", name), remedy);
  if (access(file.c_str(), R_OK) != 0) throw Failure(Exit::no_permission, fmt::format("{}: may not be read", name));
  return file;
}

csv::Encoding encoding_of(const Arguments& arguments) {
  const std::string name = arguments.text_if_given("--encoding").value_or("utf-8");
  if (name == "utf-8") return csv::Encoding::utf8;
  if (name == "cp932") return csv::Encoding::cp932;
  throw Failure(Exit::usage, fmt::format("--encoding takes utf-8 or cp932, not \"{}\"", name));
}

db::Settings connection(const Config& config, const DatabaseUser& user) {
  const std::string& file = user.password_file.string();
  if (!file.empty() && std::filesystem::exists(file) && access(file.c_str(), R_OK) != 0)
    throw Failure(Exit::no_permission, fmt::format("{}: may not be read by {}", file, user_name()),
                  "run portalctl as root (sudo) or as the user the file belongs to");
  return {config.database.servers, user.name, read_password_file(user.password_file), config.database.schema};
}

}  // namespace portal::admin
