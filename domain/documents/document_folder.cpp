#include "domain/documents/document_folder.hpp"

#include <algorithm>
#include <system_error>

#include "base/formats/csv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/documents/document_file.hpp"

namespace portal::document_folder {
namespace {

namespace fs = std::filesystem;

std::string key(const std::string& readable_name) { return text::file_name_key(readable_name); }

std::string likeness(const std::string& readable_name) {
  return text::search_key(fs::path(readable_name).stem().string());
}

std::vector<std::string> readable_all(std::vector<std::string> names) {
  constexpr std::size_t named_max = 3;
  names.resize(std::min(names.size(), named_max));
  std::ranges::transform(names, names.begin(), readable);
  std::ranges::sort(names);
  return names;
}

}  // namespace

std::string readable(const std::string& file_name) {
  return text::composed(csv::to_utf8(file_name).value_or(file_name));
}

std::optional<fs::path> find_index(const fs::path& folder) {
  const auto found = Names(folder).find(document_file::index_name);
  std::error_code error;
  if (!found.name || !fs::is_regular_file(folder / *found.name, error)) return {};
  return folder / *found.name;
}

Names::Names(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (all_.size() == limits::document_folder_files_max) break;
    const std::string& name = all_.emplace_back(at->path().filename().string());
    const std::string shown = readable(name);
    by_key_[key(shown)].push_back(name);
    by_likeness_[likeness(shown)].push_back(name);
  }
}

Names::Found Names::find(const std::string& wanted) const {
  const auto fitting = by_key_.find(key(readable(wanted)));
  if (fitting != by_key_.end()) {
    const auto& names = fitting->second;
    if (names.size() == 1) return {.name = names.front()};
    if (std::ranges::find(names, wanted) != names.end()) return {.name = wanted};
    return {.several = true, .close = readable_all(names)};
  }
  const auto alike = by_likeness_.find(likeness(readable(wanted)));
  return {.close = alike == by_likeness_.end() ? std::vector<std::string>() : readable_all(alike->second)};
}

}  // namespace portal::document_folder
