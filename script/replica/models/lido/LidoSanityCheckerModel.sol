// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title MODEL of Lido's OracleReportSanityChecker without its limits (ours, not Lido's code)
/// @notice The overlay's real stETH asks it about every report. It lets all pass and holds no reward back, because a scenario may move the world
/// further than an honest day would.
contract LidoSanityCheckerModel {
    /// @dev Pays out both vaults at once and burns all that was asked for.
    function smoothenTokenRebase(
        uint256,
        uint256,
        uint256,
        uint256,
        uint256 withdrawalVaultBalance,
        uint256 elRewardsVaultBalance,
        uint256 sharesRequestedToBurn,
        uint256,
        uint256 sharesOfWithdrawals
    ) external pure returns (uint256 withdrawals, uint256 elRewards, uint256 sharesFromQueue, uint256 sharesToBurn) {
        return (
            withdrawalVaultBalance,
            elRewardsVaultBalance,
            sharesRequestedToBurn,
            sharesRequestedToBurn + sharesOfWithdrawals
        );
    }

    function checkAccountingOracleReport(uint256, uint256, uint256, uint256, uint256, uint256, uint256, uint256)
        external
        pure {}

    function checkWithdrawalQueueOracleReport(uint256, uint256) external pure {}

    function checkSimulatedShareRate(uint256, uint256, uint256, uint256, uint256) external pure {}
}
