#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "domain/scene.hpp"

// Taking files in with nobody at the screen (docs/decisions/0017). Each kind's check and change are those of its
// command; what the command would have asked or said is refused or goes into the report.
namespace portal::import_kinds {

struct Order {
  db::Database& database;
  std::filesystem::path documents;  // the folder of all documents' bytes; empty: documents are refused
  std::filesystem::path file;       // or the folder, of kinds that come as one
};

enum class Verdict { taken_in, taken_already, refused };

struct Taken {
  Verdict verdict;
  std::optional<ImportId> import = {};            // its row; none for notices, topics and screenings
  std::vector<csv::Fault> faults = {};            // why it was refused; nothing was changed
  std::vector<import_file::Outcome> report = {};  // what became of which line, and what is worth a look
};
Taken refused(std::size_t line, std::string reason, std::string remedy);

struct Kind {
  std::string_view name;  // of its folder in an inbox
  bool comes_as_folder;
  Taken (*take_in)(const MailScene& scene, const Order& order);
};

// In the order in which they are taken in: the roster first, since the others name its members.
std::span<const Kind> kinds();

}  // namespace portal::import_kinds
