// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {IWithdrawalClaims} from "strategies/lido/interfaces/IWithdrawalClaims.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice What Lido's oracle and its governance call, by their ABI.
interface ILidoAdmin {
    function getLidoLocator() external view returns (address);
    function getTotalPooledEther() external view returns (uint256);
    function getTotalShares() external view returns (uint256);
    function getBufferedEther() external view returns (uint256);
    function getBeaconStat() external view returns (uint256 deposited, uint256 validators, uint256 balance);
}

interface ILocator {
    function accounting() external view returns (address);
    function accountingOracle() external view returns (address);
    function withdrawalVault() external view returns (address);
}

interface IAccounting {
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

    function handleOracleReport(ReportValues calldata report) external;
}

interface IQueueAdmin {
    struct BatchesCalculationState {
        uint256 remainingEthBudget;
        bool finished;
        uint256[36] batches;
        uint256 batchesLength;
    }

    function getLastRequestId() external view returns (uint256);
    function calculateFinalizationBatches(uint256, uint256, uint256, BatchesCalculationState memory)
        external
        view
        returns (BatchesCalculationState memory);
    function prefinalize(uint256[] calldata batches, uint256 maxShareRate) external view returns (uint256, uint256);
    function onOracleReport(bool isBunker, uint256 bunkerStart, uint256 reportTimestamp) external;
}

/// @notice Moves Lido by the reports of its oracle: rewards, slashes, finalization, bunker mode; and pauses its queue.
abstract contract LidoReports is Test {
    ILidoAdmin private constant LIDO = ILidoAdmin(Mainnet.STETH);
    IQueueAdmin private constant QUEUE_ADMIN = IQueueAdmin(Mainnet.WITHDRAWAL_QUEUE);
    IWithdrawalClaims internal constant QUEUE = IWithdrawalClaims(Mainnet.WITHDRAWAL_QUEUE);
    bytes32 private constant RESUME_SINCE = keccak256("lido.PausableUntil.resumeSinceTimestamp");

    /// @dev The redemption rate changes by about `bps`; on the way up Lido's fee of a tenth is minted beside it.
    function _rebase(int256 bps) internal {
        int256 change = int256(LIDO.getTotalPooledEther()) * bps / 10_000;
        _report(change, 0, new uint256[](0), 0);
    }

    /// @dev Finalizes every waiting request at the share rate of now.
    function _finalize() internal {
        _finalizeUpTo(QUEUE_ADMIN.getLastRequestId());
    }

    /// @dev Finalizes up to `last`, with ether that validators give back.
    function _finalizeUpTo(uint256 last) internal {
        uint256 rateRay = 1e27 * LIDO.getTotalPooledEther() / LIDO.getTotalShares();
        uint256[] memory batches = _batches(rateRay, last);
        (uint256 locked,) = QUEUE_ADMIN.prefinalize(batches, rateRay);
        uint256 buffered = LIDO.getBufferedEther();
        uint256 returned = locked > buffered ? locked - buffered : 0;
        address withdrawalVault = _locator().withdrawalVault();
        vm.deal(withdrawalVault, withdrawalVault.balance + returned);
        _report(-int256(returned), returned, batches, rateRay);
    }

    function _setBunker(bool bunker) internal {
        vm.warp(block.timestamp + 12);
        vm.prank(_locator().accountingOracle());
        QUEUE_ADMIN.onOracleReport(bunker, block.timestamp - 1, block.timestamp - 1);
    }

    function _pauseQueue(bool paused) internal {
        vm.store(Mainnet.WITHDRAWAL_QUEUE, RESUME_SINCE, bytes32(paused ? type(uint256).max : block.timestamp));
    }

    function _report(int256 change, uint256 returned, uint256[] memory batches, uint256 rateRay) private {
        vm.roll(block.number + 1);
        vm.warp(block.timestamp + 12);
        (, uint256 validators, uint256 balance) = LIDO.getBeaconStat();
        IAccounting accounting = IAccounting(_locator().accounting());
        bool bunker = QUEUE.isBunkerModeActive();
        vm.startPrank(_locator().accountingOracle());
        QUEUE_ADMIN.onOracleReport(bunker, block.timestamp - 1, block.timestamp - 1);
        accounting.handleOracleReport(
            IAccounting.ReportValues({
                timestamp: block.timestamp - 1,
                timeElapsed: 1 days,
                clValidators: validators,
                clBalance: uint256(int256(balance) + change),
                withdrawalVaultBalance: returned,
                elRewardsVaultBalance: 0,
                sharesRequestedToBurn: 0,
                withdrawalFinalizationBatches: batches,
                simulatedShareRate: rateRay
            })
        );
        vm.stopPrank();
    }

    function _batches(uint256 rateRay, uint256 last) private view returns (uint256[] memory batches) {
        IQueueAdmin.BatchesCalculationState memory state;
        state.remainingEthBudget = type(uint128).max;
        while (!state.finished) {
            state = QUEUE_ADMIN.calculateFinalizationBatches(rateRay, type(uint256).max, 1_000, state);
        }
        uint256 count;
        while (count < state.batchesLength && state.batches[count] < last) ++count;
        batches = new uint256[](count + 1);
        for (uint256 i; i < count; ++i) {
            batches[i] = state.batches[i];
        }
        batches[count] = last;
    }

    function _locator() private view returns (ILocator) {
        return ILocator(LIDO.getLidoLocator());
    }
}
