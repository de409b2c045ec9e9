// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";
import {Intruder} from "test/fork/aave/Access.t.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice Whoever has the market call him in the middle of a swap or a flash loan, and there reads the vault, enters it and leaves it.
contract MidwayReader {
    IVaultUnderTest private immutable VAULT;
    IERC20 private constant LST = IERC20(Mainnet.WSTETH);
    IUniswapV3Pool private constant UNISWAP = IUniswapV3Pool(Mainnet.WSTETH_WETH_POOL);
    IAavePool private constant AAVE = IAavePool(Mainnet.AAVE_POOL);

    bytes32 public seen;
    uint256 public entered;
    uint256 public left;

    constructor(IVaultUnderTest vault) {
        VAULT = vault;
        LST.approve(address(vault), type(uint256).max);
        LST.approve(Mainnet.AAVE_POOL, type(uint256).max);
        IWETH9(Mainnet.WETH).approve(Mainnet.AAVE_POOL, type(uint256).max);
    }

    function duringASwap(bool sell, int256 amount) external {
        UNISWAP.swap(address(this), sell, amount, sell ? 4295128740 : type(uint160).max >> 12, "");
    }

    function duringAFlashLoan(address token, uint256 amount) external {
        (address[] memory tokens, uint256[] memory amounts) = (new address[](1), new uint256[](1));
        (tokens[0], amounts[0]) = (token, amount);
        AAVE.flashLoan(address(this), tokens, amounts, new uint256[](1), address(this), "", 0);
    }

    function uniswapV3SwapCallback(int256 lst, int256 eth, bytes calldata) external {
        _act();
        (address token, int256 owed) = lst > 0 ? (Mainnet.WSTETH, lst) : (Mainnet.WETH, eth);
        require(IERC20(token).transfer(msg.sender, uint256(owed)));
    }

    function executeOperation(address[] calldata, uint256[] calldata, uint256[] calldata, address, bytes calldata)
        external
        returns (bool)
    {
        _act();
        return true;
    }

    function prices() public view returns (bytes32) {
        IVaultTypes.Valuation memory v = VAULT.valuation();
        return keccak256(
            abi.encode(
                v,
                VAULT.totalAssets(),
                VAULT.convertToAssets(1e18),
                VAULT.previewDeposit(1e18),
                VAULT.previewMint(1e18),
                VAULT.previewWithdraw(1e18),
                VAULT.previewRedeem(1e18)
            )
        );
    }

    function _act() private {
        seen = prices();
        entered = LST.balanceOf(address(this)) / 2;
        uint256 shares = VAULT.deposit(entered, address(this));
        uint256 most = VAULT.maxRedeem(address(this));
        left = VAULT.redeem(most < shares ? most : shares, address(this), address(this));
    }
}

contract ReadOnlyReentrancyTest is LeveredAttack {
    MidwayReader private reader;

    function setUp() public override {
        super.setUp();
        reader = new MidwayReader(vault);
        deal(address(LST), address(reader), 100e18);
        deal(address(WETH), address(reader), 10_000e18);
    }

    function _assertNothingToGain(bytes32 before, uint256 alices) private view {
        assertEq(reader.seen(), before, "prices in the callback are those before it");
        assertGt(reader.entered(), 0);
        assertLe(reader.left(), reader.entered(), "attacker's profit");
        assertGe(_owned(alice) + ROUNDING, alices, "victims' loss");
    }

    /// @dev In the middle of a Uniswap swap the pool's price has moved and its tokens have left. No price of the vault is read from there.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_ReadsInASwapCallbackSeeTheSamePrices(bool sell, uint256 amount) public {
        (bytes32 before, uint256 alices) = (reader.prices(), _owned(alice));
        reader.duringASwap(sell, int256(bound(amount, 1e15, sell ? 40e18 : 5_000e18)));
        _assertNothingToGain(before, alices);
    }

    /// @dev In the middle of an Aave flash loan the reserve is empty. What the loop is worth does not depend on it.
    function test_ReadsInAFlashLoanCallbackSeeTheSamePrices() public {
        (bytes32 before, uint256 alices) = (reader.prices(), _owned(alice));
        reader.duringAFlashLoan(address(WETH), AAVE.getVirtualUnderlyingBalance(address(WETH)));
        _assertNothingToGain(before, alices);
        before = reader.prices();
        reader.duringAFlashLoan(address(LST), 1_000e18);
        _assertNothingToGain(before, alices);
    }

    /// @dev While all LST is out on a flash loan, the limits say what can be paid at that moment and hold.
    function test_LimitsInAFlashLoanOfAllLstAreTrue() public {
        uint256 all = AAVE.getVirtualUnderlyingBalance(address(LST));
        deal(address(LST), address(reader), 5_000e18);
        reader.duringAFlashLoan(address(LST), all);
        assertLe(reader.left(), reader.entered());
    }

    /// @dev And the other way round: where somebody gets to run in the middle of the vault's own batch, no price can be read and no limit is open.
    function test_NothingIsReadInTheMiddleOfABatchOnAave() public {
        bytes[8] memory calls = [
            abi.encodeCall(vault.totalAssets, ()),
            abi.encodeCall(vault.convertToAssets, (1e18)),
            abi.encodeCall(vault.convertToShares, (1e18)),
            abi.encodeCall(vault.previewDeposit, (1e18)),
            abi.encodeCall(vault.previewMint, (1e18)),
            abi.encodeCall(vault.previewWithdraw, (1e18)),
            abi.encodeCall(vault.previewRedeem, (1e18)),
            abi.encodeCall(vault.valuation, ())
        ];
        for (uint256 i; i < calls.length; ++i) {
            _intrude(calls[i]);
        }
    }

    function test_NobodyEntersOrLeavesInTheMiddleOfABatchOnAave() public {
        _intrude(abi.encodeWithSignature("deposit(uint256,address)", 1e18, eve));
        _intrude(abi.encodeWithSignature("redeem(uint256,address,address)", 1e18, eve, eve));
        _intrude(abi.encodeCall(vault.exit, (1e18, 0, eve)));
        _intrude(abi.encodeCall(vault.sync, ()));
        _intrude(abi.encodeCall(vault.rescue, (address(loop), eve)));
    }

    /// @dev Has the LST make `call` on the vault where the loop approves it in the middle of a batch; the batch fails by the vault's guard.
    function _intrude(bytes memory call) private {
        Intruder intruder = new Intruder();
        intruder.arm(address(vault), call);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(loop), 0, _up(1e18, 0));
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.mockFunction(address(LST), address(intruder), abi.encodePacked(LST.approve.selector));
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        vm.clearMockedCalls();
    }
}
