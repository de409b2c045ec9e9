// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Switches of EigenLayer's contracts.
interface IEigenPausable {
    /// @param bit Of the manager of strategies: 0 deposits. Of a strategy: 0 deposits, 1 withdrawals. Of the manager of delegation: 0 delegating,
    /// 1 entering the withdrawal queue, 2 leaving it.
    function paused(uint8 bit) external view returns (bool);
}
