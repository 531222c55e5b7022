#pragma once
#include <filesystem>
#include <string_view>

namespace portal::admin {

// A file that must exist exactly when something was committed: written and synced under the name FILE.SLUG.part, and
// given its own name after the COMMIT. Whoever finds the .part can ask the database whether the COMMIT happened.
// Readable by its owner alone. All throw Failure (no output) when the disk says no.
class PrintOrder {
 public:
  PrintOrder(std::filesystem::path file, std::string_view slug);  // Failure when FILE is there: it is never overwritten
  ~PrintOrder();                                                  // takes the .part away, unless keep() or finish()
  PrintOrder(const PrintOrder&) = delete;
  PrintOrder& operator=(const PrintOrder&) = delete;

  const std::filesystem::path& file() const { return file_; }
  const std::filesystem::path& part() const { return part_; }
  bool left_over() const;  // an earlier run's .part is there

  void write(std::string_view bytes);  // all on disk when it returns
  void keep() { removes_part_ = false; }
  void finish();

 private:
  std::filesystem::path file_, part_;
  bool removes_part_ = false;
};

}  // namespace portal::admin
