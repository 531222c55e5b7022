// What checking a password costs by itself, with the costs of production: bench-hash COUNT, CPU µs for each.
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>

#include "base/password.hpp"

int main(int count, char** words) {
  if (count != 2) return EXIT_FAILURE;
  const int times = std::atoi(words[1]);
  const portal::PasswordHasher hasher({}, {{"1", std::string(32, 'p')}}, "1");
  const portal::PasswordHash stored = hasher.hash("mihon no hayasa 7");
  const std::clock_t began = std::clock();
  for (int number = 0; number < times; ++number)
    if (!hasher.verify("mihon no hayasa 7", stored)) return EXIT_FAILURE;
  fmt::print("{:.0f}\n", static_cast<double>(std::clock() - began) * 1e6 / CLOCKS_PER_SEC / times);
  return 0;
}
