#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

// The names in a folder that came here from another system: a Mac takes kana apart (NFD), an archive of Windows may
// bring CP932, a share changes case. What a table names is found all the same when just one file is meant.
namespace portal::document_folder {

// A file's name in one form for people and for what is stored: UTF-8, composed.
std::string readable(const std::string& file_name);

// The folder's index, found like every other name; nothing when it has none.
std::optional<std::filesystem::path> find_index(const std::filesystem::path& folder);

class Names {
 public:
  // Reads limits::document_folder_files_max names at most; none of a folder that can't be read.
  explicit Names(const std::filesystem::path& folder);

  // Which file is meant, as the folder has it. Otherwise `close` holds readable names: of several that fit alike, or of
  // those that differ in white space, kana or what stands behind the last dot.
  struct Found {
    std::optional<std::string> name = {};
    bool several = false;
    std::vector<std::string> close = {};
  };
  Found find(const std::string& wanted) const;

  const std::vector<std::string>& all() const { return all_; }

 private:
  using ByKey = std::unordered_map<std::string, std::vector<std::string>>;

  std::vector<std::string> all_;  // as the folder has them
  ByKey by_key_, by_likeness_;
};

}  // namespace portal::document_folder
