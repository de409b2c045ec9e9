// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Roles
/// @notice Role ids in the AccessManager of a vault. The manager's own ADMIN_ROLE (0) is the owner.
library Roles {
    /// @notice Sets caps, oracle and limits; behind an execution delay for everything that raises risk.
    uint64 internal constant CURATOR = 1;
    /// @notice Runs batches; can do nothing else.
    uint64 internal constant KEEPER = 2;
    /// @notice Lowers caps, pauses, isolates and revokes at once, and cancels what curator and upgrader have scheduled.
    uint64 internal constant GUARDIAN = 3;
    /// @notice Replaces the vault's code; a role of its own, since what the owner schedules in the manager nobody but he could cancel.
    uint64 internal constant UPGRADER = 4;
}
