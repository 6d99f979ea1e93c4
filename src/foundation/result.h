// A value or a refusal. Any file may use it.
#pragma once

#include "foundation/check.h"
#include "foundation/refusal.h"

#include <optional>
#include <utility>
#include <variant>

namespace weicheng {

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}
    Result(Refusal refusal) : state_(std::move(refusal)) {}

    explicit operator bool() const { return std::holds_alternative<T>(state_); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& value() {
        check(bool(*this), "a refused result has no value");
        return std::get<T>(state_);
    }
    const T& value() const {
        check(bool(*this), "a refused result has no value");
        return std::get<T>(state_);
    }
    const Refusal& refusal() const {
        check(!bool(*this), "a granted result has no refusal");
        return std::get<Refusal>(state_);
    }

  private:
    std::variant<T, Refusal> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Refusal refusal) : refusal_(std::move(refusal)) {}

    explicit operator bool() const { return !refusal_; }
    const Refusal& refusal() const {
        check(refusal_.has_value(), "a granted result has no refusal");
        return *refusal_;
    }

  private:
    std::optional<Refusal> refusal_;
};

} // namespace weicheng
