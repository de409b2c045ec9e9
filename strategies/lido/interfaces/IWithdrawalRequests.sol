// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast asks of Lido's withdrawal queue.
interface IWithdrawalRequests {
    /// @notice The most stETH (wei) of one request.
    function MAX_STETH_WITHDRAWAL_AMOUNT() external view returns (uint256);

    /// @notice Takes wstETH of the caller, who has approved it, and gives `owner` one ticket (ERC-721) for each amount.
    function requestWithdrawalsWstETH(uint256[] calldata amounts, address owner)
        external
        returns (uint256[] memory requestIds);
}
