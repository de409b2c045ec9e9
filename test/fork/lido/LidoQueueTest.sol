// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoQueue} from "strategies/lido/LidoQueue.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {LidoReports} from "test/fork/lido/LidoReports.sol";

/// @notice The queue strategy with the real vault and oracle on Lido and Uniswap.
abstract contract LidoQueueTest is AaveLoopTest, LidoReports {
    uint16 internal constant MAX_SLIPPAGE_BPS = 30;

    LidoQueue internal strategy;
    ILidoRequests internal holder;

    function setUp() public virtual override {
        super.setUp();
        strategy = LidoQueue(
            payable(vm.deployCode("LidoQueue.sol:LidoQueue", abi.encode(vault, UNISWAP, WETH, MAX_SLIPPAGE_BPS)))
        );
        holder = ILidoRequests(strategy.requests());
        vault.addStrategy(address(strategy), type(uint128).max);
    }

    /* OPERATIONS */

    /// @dev A depositor enters the vault with `lst`, and all of it goes to the strategy.
    function _enter(uint256 lst) internal {
        _deposit(depositor, lst);
        _batch(IVaultTypes.ActionKind.Deploy, lst, "");
    }

    function _deposit(address user, uint256 lst) internal returns (uint256 shares) {
        deal(address(LST), user, lst);
        vm.startPrank(user);
        LST.approve(address(vault), lst);
        shares = vault.deposit(lst, user);
        vm.stopPrank();
    }

    /// @dev What the keeper sends.
    function _batch(IVaultTypes.ActionKind kind, uint256 lst, bytes memory data) internal {
        _batchOn(address(strategy), kind, lst, data);
    }

    function _batchOn(address target, IVaultTypes.ActionKind kind, uint256 lst, bytes memory data) internal {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(kind, target, lst, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function _manage(bytes memory data) internal {
        _batch(IVaultTypes.ActionKind.Manage, 0, data);
    }

    function _request(uint256 lst) internal {
        _manage(abi.encodeCall(ILidoQueue.request, (lst)));
    }

    function _claimAll() internal {
        (uint256[] memory ids, uint256[] memory hints) = _finalized();
        _manage(abi.encodeCall(ILidoQueue.claim, (ids, hints)));
    }

    function _buy(uint256 eth) internal {
        _manage(abi.encodeCall(ILidoQueue.buyLst, (eth, 0)));
    }

    function _unwind(uint256 fractionWad) internal returns (uint256 received) {
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        strategy.unwind(fractionWad);
        return LST.balanceOf(address(vault)) - before;
    }

    /* READING */

    function _finalized() internal view returns (uint256[] memory ids, uint256[] memory hints) {
        ILidoRequests.Request[] memory open = holder.openRequests();
        uint256 count;
        while (count < open.length && open[count].finalized) ++count;
        (ids, hints) = (new uint256[](count), new uint256[](count));
        for (uint256 i; i < count; ++i) {
            (ids[i], hints[i]) = (open[i].id, open[i].hint);
        }
    }

    function _legs() internal view returns (uint256 lst, uint256 eth) {
        (int256 lstLeg, int256 ethLeg) = strategy.exposure(_par());
        assertGe(lstLeg, 0);
        assertGe(ethLeg, 0);
        return (uint256(lstLeg), uint256(ethLeg));
    }

    function _ethLeg() internal view returns (uint256 eth) {
        (, eth) = _legs();
    }

    function _assertNoApprovals() internal view {
        assertEq(LST.allowance(address(holder), address(QUEUE)), 0, "approval of the holder");
        address[4] memory spenders = [address(QUEUE), address(UNISWAP), address(STETH), address(holder)];
        for (uint256 i; i < spenders.length; ++i) {
            assertEq(LST.allowance(address(strategy), spenders[i]), 0, "LST approval");
            assertEq(WETH.allowance(address(strategy), spenders[i]), 0, "WETH approval");
        }
    }
}
