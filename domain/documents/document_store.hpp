#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

// Where the bytes of documents lie: a folder, a part of it for each society, files named by their SHA-256
// (docs/decisions/0014). Only nginx reads them, and only where a worker sends it; a worker sees whether they are there.
// Everything here throws std::system_error when the disk says no.
namespace portal::document_store {

// 1/ab/abcd….pdf: a file's place in the folder, and what nginx is told.
std::string place(SocietyId society, std::string_view digest);

// After it returned, the bytes outlast a power cut. Harmless when they are there already.
void put(const std::filesystem::path& folder, SocietyId society, std::string_view digest, std::string_view bytes);

// How many bytes lie there; -1: none.
std::int64_t size(const std::filesystem::path& folder, SocietyId society, std::string_view digest);

// They aren't there, or not all of them. False, too, for whoever may not look, or when `folder` is empty.
struct Bytes {
  std::string_view digest;
  std::int64_t size;
};
bool is_lost(const std::filesystem::path& folder, SocietyId society, const Bytes& bytes);

// Takes away what `unneeded` picks out of the digests that it is shown, part by part, and what a cut-off put() left;
// how many files. No import of the society may run beside it.
using Pick = std::function<std::vector<std::string>(std::span<const std::string> digests)>;
std::int64_t remove(const std::filesystem::path& folder, SocietyId society, const Pick& unneeded, bool dry_run);

}  // namespace portal::document_store
