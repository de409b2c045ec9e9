// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice Bought under par, redeemed at par; and what a keeper can lose by it.
contract ArbitrageTest is LidoQueueTest {
    function setUp() public override {
        super.setUp();
        _enter(100e18);
    }

    /// @dev Redeemed at par, the pool one per cent under it: a fifth of the vault comes back as a fifth and a per cent of it.
    function test_RedeemedAtParAndBoughtBackAOnePercentDiscount() public {
        _request(20e18);
        _finalize();
        _claimAll();
        _tradePoolTo(9_900);
        uint256 value = vault.valuation().navPar;
        uint256 assets = vault.totalAssets();
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, 80e18);

        vm.recordLogs();
        _buy(type(uint256).max);
        (lst,) = _legs();
        uint256 bought = lst - 80e18;
        // 20 LST at par buy 20 / 0.99 = 20.2 of them, less the pool's basis point and the way up in its price.
        assertGt(bought, 20.15e18, "LST for the ether of twenty");
        assertLt(bought, 20.2e18);
        assertApproxEqAbs(vault.valuation().navPar - value, bought - eth * WAD / _par(), 3, "the gain, at par");
        assertGt(vault.valuation().navPar - value, 0.15e18);

        assertEq(vault.totalAssets(), assets, "not harvested in the same block");
        vm.warp(block.timestamp + 3 days);
        vault.sync();
        assertGe(vault.totalAssets(), assets + 0.15e18, "recognised within days");
    }

    /// @dev Twice round at one per cent: the gain compounds, and all of it is redeemable LST in the end.
    function test_TwoRoundsCompound() public {
        for (uint256 i; i < 2; ++i) {
            _request(type(uint256).max);
            _finalize();
            _claimAll();
            _tradePoolTo(9_900);
            _buy(type(uint256).max);
        }
        (uint256 lst, uint256 eth) = _legs();
        assertEq(eth, 0);
        assertGt(lst, 101.1e18, "twice 100 / 99, less what its own buying costs");
        assertLt(lst, 102.1e18);
        _batch(IVaultTypes.ActionKind.Free, lst, "");
        assertEq(vault.valuation().navPar, lst + 1e15, "with the seed");
    }

    /// @dev Where the pool is over par the ether goes to the issuer, at par.
    function test_BoughtFromTheIssuerWhereThePoolIsDearer() public {
        _request(20e18);
        _finalize();
        _claimAll();
        _tradePoolTo(10_050);
        uint256 eth = WETH.balanceOf(address(strategy));
        _buy(type(uint256).max);
        (uint256 lst,) = _legs();
        assertApproxEqAbs(lst - 80e18, STETH.getSharesByPooledEth(eth), 2);
        assertEq(LST.allowance(address(strategy), address(UNISWAP)), 0);
        _assertNoApprovals();
    }

    /// @dev A keeper that trades the pool against its own purchases, with the issuer closed, until the vault stops it.
    function test_AKeeperLosesNoMoreThanTheBudget() public {
        uint256 value = vault.valuation().navPar;
        _request(type(uint256).max);
        _finalize();
        _claimAll();
        _setStakeLimit(0, true);
        bytes4 refusal;
        uint256 rounds;
        for (; rounds < 60 && refusal == 0; ++rounds) {
            _tradePoolTo(10_015);
            refusal = _tryBatch(abi.encodeCall(ILidoQueue.buyLst, (20e18, 0)));
            if (refusal != 0) break;
            refusal = _tryBatch(abi.encodeCall(ILidoQueue.request, (type(uint256).max)));
            _finalize();
            _claimAll();
        }
        assertEq(refusal, IVaultTypes.LossBudgetExceeded.selector, "stopped");
        assertGt(rounds, 2);
        uint256 lost = value - vault.valuation().navPar;
        assertGt(lost, value * 90 / BPS, "it did lose");
        assertLe(lost, value * 101 / BPS, "one per cent is the budget, and a refill of minutes");
    }

    function _tryBatch(bytes memory data) private returns (bytes4 refusal) {
        try this.batch(data) {}
        catch (bytes memory reason) {
            return bytes4(reason);
        }
    }

    function batch(bytes calldata data) external {
        _manage(data);
    }
}
