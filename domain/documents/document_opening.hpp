#pragma once
#include <filesystem>
#include <optional>

#include "domain/scene.hpp"
#include "sql/documents/documents.hpp"

namespace portal::document_opening {

struct Reader {
  AccountId account;
  MemberId member;
};

// What became of it. None of all: no such document of theirs.
struct Opened {
  std::optional<documents::Document> document = {};
  bool too_many = false;  // limits::document_views_max an hour are used up; the caller's transaction is to be undone
  bool is_lost = false;   // it is theirs, and we have lost its bytes, which the log tells
};

// A member opens a document of their own: the audit row, the mark that it was opened and the count, in the caller's
// transaction. The last one that the hour allows is reported in the log. `store` is the folder of all documents' bytes.
Opened open(const AccountScene& scene, const Reader& reader, DocumentId id, const std::filesystem::path& store);

}  // namespace portal::document_opening
