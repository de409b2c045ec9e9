// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IBurner, ILidoLocator, IStEth, IStakingRouter, IWithdrawalQueue} from "./ILido.sol";

/// @title MODEL of Lido's Accounting in its third version (ours, not Lido's code)
/// @notice Turns an oracle report into a rebase: consensus balance, withdrawals, protocol fee, the same rounding.
/// @dev NOT MODELLED: rewards of the execution layer, shares minted against stVaults and the sanity checker's limits (a scenario may move the
/// world further than an honest day would).
contract LidoAccountingModel {
    struct ReportValues {
        uint256 timestamp;
        uint256 timeElapsed;
        uint256 clValidators;
        uint256 clBalance;
        uint256 withdrawalVaultBalance;
        uint256 elRewardsVaultBalance;
        uint256 sharesRequestedToBurn;
        uint256[] withdrawalFinalizationBatches;
        uint256 simulatedShareRate;
    }

    struct Totals {
        uint256 shares;
        uint256 ether_;
        uint256 clBalance;
        uint256 clValidators;
        uint256 depositedValidators;
    }

    uint256 private constant DEPOSIT_SIZE = 32 ether;

    ILidoLocator public immutable LIDO_LOCATOR;
    IStEth public immutable LIDO;

    error NotAuthorized(string operation, address addr);
    error IncorrectReportTimestamp(uint256 reportTimestamp, uint256 upperBoundTimestamp);
    error IncorrectReportValidators(uint256 reportValidators, uint256 minValidators, uint256 maxValidators);

    constructor(address locator, address stEth) {
        LIDO_LOCATOR = ILidoLocator(locator);
        LIDO = IStEth(stEth);
    }

    function handleOracleReport(ReportValues calldata report) external {
        if (msg.sender != LIDO_LOCATOR.accountingOracle()) revert NotAuthorized("handleOracleReport", msg.sender);
        Totals memory before = _totals();
        _check(report, before);
        uint256 principal = before.clBalance + (report.clValidators - before.clValidators) * DEPOSIT_SIZE;

        (uint256 etherToLock, uint256 sharesToBurn) = _withdrawals(report);
        if (sharesToBurn > 0) _burner().requestBurnShares(LIDO_LOCATOR.withdrawalQueue(), sharesToBurn);
        LIDO.processClStateUpdate(report.timestamp, before.clValidators, report.clValidators, report.clBalance);
        if (sharesToBurn > 0) _burner().commitSharesToBurn(sharesToBurn);
        _collect(report, principal, etherToLock);

        uint256 unified = report.clBalance + report.withdrawalVaultBalance;
        uint256 rewards = unified > principal ? unified - principal : 0;
        uint256 feeShares = rewards == 0 ? 0 : _mintFees(rewards);
        _announce(report, before, feeShares);
    }

    function _withdrawals(ReportValues calldata report) private view returns (uint256, uint256) {
        IWithdrawalQueue queue = IWithdrawalQueue(LIDO_LOCATOR.withdrawalQueue());
        if (report.withdrawalFinalizationBatches.length == 0 || queue.isPaused()) return (0, 0);
        return queue.prefinalize(report.withdrawalFinalizationBatches, report.simulatedShareRate);
    }

    function _collect(ReportValues calldata report, uint256 principal, uint256 etherToLock) private {
        uint256[] calldata batches = report.withdrawalFinalizationBatches;
        LIDO.collectRewardsAndProcessWithdrawals(
            report.timestamp,
            report.clBalance,
            principal,
            report.withdrawalVaultBalance,
            report.elRewardsVaultBalance,
            etherToLock == 0 ? 0 : batches[batches.length - 1],
            report.simulatedShareRate,
            etherToLock
        );
    }

    /// @dev Mints shares that are worth the fee after the minting: `fee × shares / (ether − fee)`, rounded down.
    function _mintFees(uint256 rewards) private returns (uint256 feeShares) {
        (address[] memory recipients, uint256[] memory ids, uint96[] memory fees, uint96 totalFee, uint256 precision) =
            IStakingRouter(LIDO_LOCATOR.stakingRouter()).getStakingRewardsDistribution();
        uint256 fee = rewards * totalFee / precision;
        feeShares = fee * LIDO.getTotalShares() / (LIDO.getTotalPooledEther() - fee);
        if (feeShares == 0) return 0;
        LIDO.mintShares(address(this), feeShares);
        uint256 left = feeShares;
        uint256[] memory minted = new uint256[](recipients.length);
        for (uint256 i = 0; i < recipients.length; i++) {
            minted[i] = feeShares * fees[i] / totalFee;
            if (minted[i] == 0) continue;
            LIDO.transferShares(recipients[i], minted[i]);
            left -= minted[i];
        }
        if (left > 0) LIDO.transferShares(LIDO_LOCATOR.treasury(), left);
        IStakingRouter(LIDO_LOCATOR.stakingRouter()).reportRewardsMinted(ids, minted);
    }

    function _announce(ReportValues calldata report, Totals memory before, uint256 feeShares) private {
        Totals memory now_ = _totals();
        LIDO.emitTokenRebase(
            report.timestamp,
            report.timeElapsed,
            before.shares,
            before.ether_,
            now_.shares,
            now_.ether_,
            now_.shares,
            now_.ether_,
            feeShares
        );
    }

    function _check(ReportValues calldata report, Totals memory before) private view {
        if (report.timestamp >= block.timestamp) revert IncorrectReportTimestamp(report.timestamp, block.timestamp);
        if (report.clValidators < before.clValidators || report.clValidators > before.depositedValidators) {
            revert IncorrectReportValidators(report.clValidators, before.clValidators, before.depositedValidators);
        }
    }

    function _totals() private view returns (Totals memory totals) {
        (totals.depositedValidators, totals.clValidators, totals.clBalance) = LIDO.getBeaconStat();
        totals.shares = LIDO.getTotalShares();
        totals.ether_ = LIDO.getTotalPooledEther();
    }

    function _burner() private view returns (IBurner) {
        return IBurner(LIDO_LOCATOR.burner());
    }
}
