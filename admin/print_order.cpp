#include "admin/print_order.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/call.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file) {
  throw Failure(Exit::no_output, fmt::format("{}: {}", file.string(), std::generic_category().message(errno)));
}

// A descriptor that closes itself.
struct Open {
  Open(const fs::path& file, int flags) : descriptor(open(file.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (descriptor < 0) fail(file);
  }
  ~Open() { close(descriptor); }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  int descriptor;
};

void sync_folder_of(const fs::path& file) {
  const Open folder(fs::absolute(file).parent_path(), O_RDONLY | O_DIRECTORY);
  if (fsync(folder.descriptor) != 0) fail(file);
}

}  // namespace

PrintOrder::PrintOrder(fs::path file, std::string_view slug)
    : file_(std::move(file)), part_(fmt::format("{}.{}.part", file_.string(), slug)) {
  if (fs::exists(file_))
    throw Failure(Exit::no_output, fmt::format("{} is there already and is never overwritten", file_.string()),
                  "name another file: what was printed once can't be made again");
}

PrintOrder::~PrintOrder() {
  std::error_code ignored;
  if (removes_part_) fs::remove(part_, ignored);
}

bool PrintOrder::left_over() const { return fs::exists(part_); }

void PrintOrder::write(std::string_view bytes) {
  const Open part(part_, O_WRONLY | O_CREAT | O_EXCL);
  removes_part_ = true;
  while (!bytes.empty()) {
    const ssize_t written = ::write(part.descriptor, bytes.data(), bytes.size());
    if (written < 0) fail(part_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(part.descriptor) != 0) fail(part_);
  sync_folder_of(part_);
}

void PrintOrder::finish() {
  removes_part_ = false;
  if (rename(part_.c_str(), file_.c_str()) != 0) fail(file_);
  sync_folder_of(file_);
}

}  // namespace portal::admin
