#include "mailer/conversations.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

namespace portal {
namespace {

// Long enough for mails that began together to end together, for a mail server that answers at once: what became of
// them is then one write for all.
constexpr auto moment = std::chrono::milliseconds(1);

struct Task {
  MailId id;
  OutgoingMail mail;
  std::string message;
  bool is_alone;
};

}  // namespace

struct Conversations::Line {
  explicit Line(const Relay& relay) : delivery(relay) {}

  Delivery delivery;
  std::optional<Task> task;  // none: idle
  bool connected = false;    // as it was when it became idle
  std::atomic<Clock::time_point> send_until{};
  std::atomic<bool> abandoned{false};
  std::condition_variable has_task;
  std::thread thread;
};

Conversations::Conversations(Relay relay, std::chrono::milliseconds hang_up_after)
    : relay_(std::move(relay)), hang_up_after_(hang_up_after) {}

Conversations::~Conversations() {
  abandon();
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    for (Line& line : lines_) line.has_task.notify_one();
  }
  for (Line& line : lines_) line.thread.join();
}

Conversations::Line& Conversations::idle_line() {
  Line* found = nullptr;
  for (Line& line : lines_)
    if (!line.task && (found == nullptr || (line.connected && !found->connected))) found = &line;
  if (found != nullptr) return *found;
  Line& fresh = lines_.emplace_back(relay_);
  try {
    fresh.thread = std::thread([this, &fresh] { talk(fresh); });
  } catch (...) {
    lines_.pop_back();
    throw;
  }
  return fresh;
}

void Conversations::begin(MailId id, OutgoingMail mail, std::string message, Clock::time_point send_until) {
  const std::lock_guard lock(mutex_);
  Line& line = idle_line();
  const bool is_alone = std::ranges::none_of(
      lines_, [&line](const Line& other) { return &other != &line && (other.task || other.connected); });
  line.send_until = send_until;
  line.task = Task{id, std::move(mail), std::move(message), is_alone};
  line.has_task.notify_one();
  ++under_way_;
}

void Conversations::may_send_until(MailId id, Clock::time_point send_until) {
  const std::lock_guard lock(mutex_);
  for (Line& line : lines_)
    if (line.task && line.task->id == id) line.send_until = send_until;
}

int Conversations::open() {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count_if(lines_, [](const Line& line) { return line.task || line.connected; }));
}

std::vector<Conversations::Ended> Conversations::wait(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  some_ended_.wait_for(lock, at_most, [this] { return !ended_.empty(); });
  const auto all_ended = [this] { return ended_.size() == static_cast<std::size_t>(under_way_); };
  if (!ended_.empty()) some_ended_.wait_for(lock, moment, all_ended);
  under_way_ -= static_cast<int>(ended_.size());
  return std::exchange(ended_, {});
}

void Conversations::abandon() {
  const std::lock_guard lock(mutex_);
  for (Line& line : lines_) line.abandoned = true;
}

void Conversations::talk(Line& line) {
  std::unique_lock lock(mutex_);
  const auto called = [&] { return line.task || closing_; };
  while (!closing_) {
    if (line.connected && !line.has_task.wait_for(lock, hang_up_after_, called)) {
      lock.unlock();  // QUIT may take its time, and nobody else's mail waits for it
      line.delivery.hang_up();
      lock.lock();
      line.connected = false;
    }
    line.has_task.wait(lock, called);
    if (!line.task) return;
    lock.unlock();
    const auto began = Clock::now();
    DeliveryResult result = deliver(line);
    lock.lock();
    ended_.push_back({line.task->id, std::move(result),
                      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began),
                      line.task->is_alone});
    line.connected = line.delivery.is_connected();
    line.task.reset();
    some_ended_.notify_one();
  }
}

DeliveryResult Conversations::deliver(Line& line) {
  try {
    return line.delivery.deliver(line.task->mail, line.task->message, [&line](Phase phase) {
      return !line.abandoned && (phase == Phase::after_dot || Clock::now() < line.send_until.load());
    });
  } catch (const std::exception& failure) {
    return {Outcome::later, failure.what()};
  }
}

}  // namespace portal
